package io.actionstream.model.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.model.avx512.Avx512;
import io.actionstream.model.avx512.Plane;
import io.actionstream.model.avx512.WhereThereIsAvx512;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scaling by machine code beside OpenCV's. */
@WhereThereIsAvx512
class PlaneScalingTest {
    private static final int SIDE = 224;
    private static final int SPARE = 64;

    private final FrameScaler scaler = new FrameScaler(SIDE, SIDE);
    private final FrameScaler withOpenCv = withOpenCv();

    private static FrameScaler withOpenCv() {
        System.setProperty(Avx512.PROPERTY, "false");
        try {
            return new FrameScaler(SIDE, SIDE);
        } finally {
            System.clearProperty(Avx512.PROPERTY);
        }
    }

    /** Sizes of images, and how many pixels across and down share a colour. */
    @ParameterizedTest
    @CsvSource({
        "320, 240, 2, 2",
        "240, 320, 2, 2",
        "321, 239, 2, 2",
        "319, 241, 2, 1",
        "447, 336, 1, 1",
        "448, 448, 1, 1",
        "224, 224, 2, 2",
        "63, 64, 2, 2",
        "65, 33, 2, 1",
        "97, 61, 1, 1",
        "300, 50, 2, 2",
        "64, 300, 2, 2",
        "449, 30, 2, 2",
        "900, 600, 2, 2",
        "31, 31, 1, 1",
        "40, 200, 2, 2",
        "400, 1, 1, 1"
    })
    void shouldLookAsWithOpenCv(int width, int height, int across, int down) {
        byte[] actual = filled();
        byte[] expected = filled();

        scale(scaler, width, height, across, down, 0, actual);
        scale(withOpenCv, width, height, across, down, 0, expected);

        int[] differences = IntStream.range(0, actual.length)
                .map(i -> Math.abs((actual[i] & 0xFF) - (expected[i] & 0xFF)))
                .toArray();
        assertThat(Arrays.stream(differences).max().orElseThrow()).isLessThanOrEqualTo(2);
        assertThat(Arrays.stream(differences).average().orElseThrow()).isLessThan(0.5);
    }

    @Test
    void shouldDoOneSizeAfterAnotherAsIfItWereTheOnlyOne() {
        for (int round = 0; round < 2; round++) {
            for (int height = 200; height < 230; height += 10) {
                byte[] actual = filled();
                byte[] expected = filled();
                scale(scaler, 320, height, 2, 2, 0, actual);
                scale(new FrameScaler(SIDE, SIDE), 320, height, 2, 2, 0, expected);
                assertThat(actual).isEqualTo(expected);
            }
        }
    }

    @Test
    void shouldNotLookAtWhatIsBesideThePlanes() {
        byte[] actual = filled();
        byte[] expected = filled();

        scale(scaler, 321, 239, 2, 2, 37, actual);
        scale(scaler, 321, 239, 2, 2, 0, expected);

        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void shouldScaleOnManyThreadsAtATime() {
        byte[][] expected = new byte[3][];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = filled();
            scale(scaler, 300 + i, 240, 2, 2, 0, expected[i]);
        }

        IntStream.range(0, 60).parallel().forEach(i -> {
            byte[] actual = filled();
            scale(scaler, 300 + i % 3, 240, 2, 2, 0, actual);
            assertThat(actual).isEqualTo(expected[i % 3]);
        });
    }

    /** A sample and bytes before and after it, which must stay. */
    private static byte[] filled() {
        byte[] target = new byte[SIDE * SIDE * 3 + 2 * SPARE];
        Arrays.fill(target, (byte) 9);
        return target;
    }

    private static void scale(
            FrameScaler scaler, int width, int height, int across, int down, int padding, byte[] target) {
        int columns = (width + across - 1) / across;
        int rows = (height + down - 1) / down;
        try (BytePointer y = new BytePointer(plane(width, height, padding, 1));
                BytePointer cb = new BytePointer(plane(columns, rows, padding, 2));
                BytePointer cr = new BytePointer(plane(columns, rows, padding, 3))) {
            Plane brightness = new Plane(y.address(), width + padding, width, height);
            Plane blue = new Plane(cb.address(), columns + padding, columns, rows);
            Plane red = new Plane(cr.address(), columns + padding, columns, rows);
            Fit fit = scaler.fit(width, height).reduced();
            scaler.scale(brightness, blue, red, fit, target, SPARE);
        }
        assertThat(Arrays.copyOf(target, SPARE)).containsOnly(9);
        assertThat(Arrays.copyOfRange(target, target.length - SPARE, target.length))
                .containsOnly(9);
    }

    /** Waves with some noise, from the darkest to the brightest. */
    private static byte[] plane(int width, int height, int padding, int seed) {
        Random random = new Random(seed);
        byte[] pixels = new byte[(width + padding) * height];
        Arrays.fill(pixels, (byte) random.nextInt());
        for (int i = 0; i < width * height; i++) {
            double wave = Math.sin(i % width / 9.0 * seed) + Math.cos(i / width / 13.0 / seed);
            int level = (int) (128 + 66 * wave) + random.nextInt(15) - 7;
            pixels[i / width * (width + padding) + i % width] = (byte) Math.min(255, Math.max(0, level));
        }
        return pixels;
    }
}
