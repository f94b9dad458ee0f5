package io.actionstream.model.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_OPTIMIZE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR;

import com.sun.jna.Pointer;
import io.actionstream.model.avx512.Avx512;
import io.actionstream.model.avx512.Plane;
import io.actionstream.model.avx512.WhereThereIsAvx512;
import io.actionstream.model.image.ImageFormat;
import io.actionstream.model.image.ImageInfo;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decoding by machine code beside FFmpeg's. */
@WhereThereIsAvx512
class BaselineDecoderTest {
    private static final int WIDTH = 321;
    private static final int HEIGHT = 239;

    private final BaselineDecoder decoder = BaselineDecoder.create().orElseThrow();

    /** How often brightness is there for each colour, across and down, as JPEG's header has it. */
    @ParameterizedTest
    @CsvSource({
        "0x221111, 1",
        "0x221111, 2",
        "0x221111, 4",
        "0x221111, 8",
        "0x211111, 1",
        "0x211111, 2",
        "0x211111, 4",
        "0x211111, 8",
        "0x111111, 1",
        "0x111111, 2",
        "0x111111, 4",
        "0x111111, 8"
    })
    void shouldDecodeAsFfmpegDoes(String sampling, int reduction) {
        byte[] image = CameraImages.jpeg(WIDTH, HEIGHT, IMWRITE_JPEG_SAMPLING_FACTOR, Integer.decode(sampling));

        assertDecodesAsFfmpeg(image, WIDTH, HEIGHT, reduction);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 9", "8, 8", "16, 16", "17, 200", "128, 16", "129, 17", "256, 33", "640, 480", "447, 3"})
    void shouldDecodeImagesOfAnySize(int width, int height) {
        for (int reduction = 1; reduction <= 8; reduction *= 2) {
            assertDecodesAsFfmpeg(CameraImages.jpeg(width, height), width, height, reduction);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 50, 75, 95, 100})
    void shouldDecodeImagesOfAnyQuality(int quality) {
        assertDecodesAsFfmpeg(CameraImages.jpeg(WIDTH, HEIGHT, IMWRITE_JPEG_QUALITY, quality), WIDTH, HEIGHT, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20, 21, 100, 314, 315, 316, 1000})
    void shouldGoOnAfterRestartMarkers(int units) {
        byte[] image = CameraImages.jpeg(WIDTH, HEIGHT, IMWRITE_JPEG_RST_INTERVAL, units);

        assertDecodesAsFfmpeg(image, WIDTH, HEIGHT, 1);
        assertDecodesAsFfmpeg(image, WIDTH, HEIGHT, 4);
    }

    @Test
    void shouldDecodeImagesWithTablesOfTheirOwn() {
        byte[] image = CameraImages.jpeg(WIDTH, HEIGHT, IMWRITE_JPEG_OPTIMIZE, 1);

        assertDecodesAsFfmpeg(image, WIDTH, HEIGHT, 1);
        assertDecodesAsFfmpeg(CameraImages.jpeg(WIDTH, HEIGHT), WIDTH, HEIGHT, 1);
        assertDecodesAsFfmpeg(image, WIDTH, HEIGHT, 1);
    }

    @Test
    void shouldSayNoToWhatIsNotBaseline() {
        assertThat(decode(CameraImages.jpeg(WIDTH, HEIGHT, IMWRITE_JPEG_PROGRESSIVE, 1)))
                .isFalse();
        assertThat(decode(CameraImages.greyJpeg(WIDTH, HEIGHT))).isFalse();
        assertThat(decode(CameraImages.jpeg(WIDTH, HEIGHT, IMWRITE_JPEG_SAMPLING_FACTOR, 0x411111)))
                .isFalse();
        assertThat(decode(new byte[0])).isFalse();
    }

    @Test
    void shouldSayNoToHalfAnImage() {
        byte[] whole = CameraImages.jpeg(WIDTH, HEIGHT);
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        half[half.length - 2] = (byte) 0xFF;
        half[half.length - 1] = (byte) 0xD9;

        assertThat(decode(half)).isFalse();
    }

    @Test
    void shouldSayNoToDataBeyondTheLastBlock() {
        byte[] whole = CameraImages.jpeg(WIDTH, HEIGHT);
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        longer[whole.length - 2] = 0x55;
        longer[whole.length - 1] = (byte) 0xFF;
        longer[whole.length] = (byte) 0xD9;

        assertThat(decode(longer)).isFalse();
    }

    @Test
    void shouldSayNoWhereARestartMarkerIsMissing() {
        byte[] image = CameraImages.jpeg(WIDTH, HEIGHT, IMWRITE_JPEG_RST_INTERVAL, 21);
        int marker = indexOf(image, 0xD3);
        byte[] without = new byte[image.length - 2];
        System.arraycopy(image, 0, without, 0, marker);
        System.arraycopy(image, marker + 2, without, marker, without.length - marker);

        assertThat(decode(without)).isFalse();
    }

    /** Whatever is damaged, nothing else happens than that it says no or gives a picture, and the next image is as ever. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void shouldNotBeLedAstrayByDamage(int reduction) {
        Random random = new Random(reduction);
        byte[] image = CameraImages.jpeg(WIDTH, HEIGHT, IMWRITE_JPEG_RST_INTERVAL, 50);
        byte[] expected = pixels(image, reduction);
        int decoded = 0;
        for (int i = 0; i < 300; i++) {
            byte[] damaged = image.clone();
            for (int hits = random.nextInt(4); hits >= 0; hits--) {
                damaged[2 + random.nextInt(image.length - 4)] = (byte) random.nextInt();
            }
            if (decoder.decode(damaged, reduction)) {
                decoded++;
            }
            assertThat(pixels(image, reduction)).isEqualTo(expected);
        }
        assertThat(decoded).isBetween(1, 299);
    }

    @Test
    void shouldOnlyBeThereWhereMachineCodeIsWanted() {
        System.setProperty(Avx512.PROPERTY, "false");
        try {
            assertThat(BaselineDecoder.create()).isEmpty();
        } finally {
            System.clearProperty(Avx512.PROPERTY);
        }
    }

    private boolean decode(byte[] image) {
        return decoder.decode(image, 1);
    }

    private byte[] pixels(byte[] image, int reduction) {
        assertThat(decoder.decode(image, reduction)).isTrue();
        return pixels(decoder.plane(0));
    }

    private void assertDecodesAsFfmpeg(byte[] image, int width, int height, int reduction) {
        try (FfmpegDecoder ffmpeg = new FfmpegDecoder(reduction, 1 << 20)) {
            assertThat(ffmpeg.decode(image, new ImageInfo(ImageFormat.JPEG, width, height)))
                    .isTrue();
            assertThat(decoder.decode(image, reduction)).isTrue();
            for (int component = 0; component < 3; component++) {
                assertAlike(decoder.plane(component), ffmpeg.plane(component));
            }
        }
    }

    private static void assertAlike(Plane actual, Plane expected) {
        assertThat(actual.width()).isEqualTo(expected.width());
        assertThat(actual.height()).isEqualTo(expected.height());
        byte[] ours = pixels(actual);
        byte[] theirs = pixels(expected);
        long sum = 0;
        for (int i = 0; i < ours.length; i++) {
            int difference = Math.abs((ours[i] & 0xFF) - (theirs[i] & 0xFF));
            assertThat(difference).isLessThanOrEqualTo(1); // each rounds in its own way
            sum += difference;
        }
        assertThat((double) sum).isLessThan(1 + 0.2 * ours.length);
    }

    private static byte[] pixels(Plane plane) {
        byte[] pixels = new byte[plane.width() * plane.height()];
        for (int row = 0; row < plane.height(); row++) {
            new Pointer(plane.address()).read((long) row * plane.stride(), pixels, row * plane.width(), plane.width());
        }
        return pixels;
    }

    private static int indexOf(byte[] image, int marker) {
        int at = 0;
        while (image[at] != -1 || (image[at + 1] & 0xFF) != marker) {
            at++;
        }
        return at;
    }
}
