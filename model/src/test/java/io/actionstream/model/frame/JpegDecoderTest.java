package io.actionstream.model.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegDecoderTest {
    private static final int WIDTH = 321;
    private static final int HEIGHT = 239;
    private static final int MAX_PIXELS = 1 << 20;
    private static final ImageInfo INFO = new ImageInfo(ImageFormat.JPEG, WIDTH, HEIGHT);

    static {
        OpenCv.load();
    }

    private final JpegDecoder decoder = new JpegDecoder(1, MAX_PIXELS);

    @AfterEach
    void close() {
        decoder.close();
    }

    /** How often brightness is there for each colour, across and down, as JPEG's header has it. */
    @ParameterizedTest
    @CsvSource({"0x221111, 161, 120", "0x211111, 161, 239", "0x111111, 321, 239"})
    void shouldGiveThePlanesOfCommonImages(String sampling, int colourWidth, int colourHeight) {
        assertThat(decoder.decode(jpeg(IMWRITE_JPEG_SAMPLING_FACTOR, Integer.decode(sampling)), INFO))
                .isTrue();

        try (Mat y = decoder.plane(0);
                Mat cb = decoder.plane(1);
                Mat cr = decoder.plane(2)) {
            assertThat(sizes(y, cb, cr))
                    .containsExactly(WIDTH, HEIGHT, colourWidth, colourHeight, colourWidth, colourHeight);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x221111", "0x211111", "0x111111", "0x121111", "0x411111"})
    void shouldLookAsWithOpenCvHoweverColoursAreSampled(String sampling) throws BrokenImageException {
        assertLooksAsWithOpenCv(jpeg(IMWRITE_JPEG_SAMPLING_FACTOR, Integer.decode(sampling)));
    }

    @Test
    void shouldLookAsWithOpenCvWhenProgressive() throws BrokenImageException {
        assertLooksAsWithOpenCv(jpeg(IMWRITE_JPEG_PROGRESSIVE, 1));
    }

    @Test
    void shouldLookAsWithOpenCvWhenGrey() throws BrokenImageException {
        try (BytePointer pixels = new BytePointer(picture());
                Mat grey = new Mat(HEIGHT, WIDTH, CV_8UC1, pixels)) {
            assertLooksAsWithOpenCv(encoded(grey));
        }
    }

    @Test
    void shouldSayNoToHalfAnImageAndToNone() {
        byte[] whole = jpeg(IMWRITE_JPEG_PROGRESSIVE, 0);

        assertThat(decoder.decode(Arrays.copyOf(whole, whole.length / 2), INFO)).isFalse();
        try (JpegDecoder another = new JpegDecoder(1, MAX_PIXELS)) {
            assertThat(another.decode(new byte[0], INFO)).isFalse();
        }
    }

    @Test
    void shouldSayNoToAnImageOfAnotherSizeThanItsHeaderSeemedToSay() {
        ImageInfo other = new ImageInfo(ImageFormat.JPEG, WIDTH, HEIGHT + 1);

        assertThat(decoder.decode(jpeg(IMWRITE_JPEG_PROGRESSIVE, 0), other)).isFalse();
    }

    @Test
    void shouldSayNoToMorePixelsThanItMayAllocate() {
        try (JpegDecoder small = new JpegDecoder(1, WIDTH * HEIGHT - 1)) {
            assertThat(small.decode(jpeg(IMWRITE_JPEG_PROGRESSIVE, 0), INFO)).isFalse();
        }
    }

    private static void assertLooksAsWithOpenCv(byte[] jpeg) throws BrokenImageException {
        byte[] actual = new byte[224 * 224 * 3];
        byte[] expected = new byte[actual.length];
        new FrameDecoder(224, 224).decode(jpeg, actual, 0);
        try (BytePointer bytes = new BytePointer(jpeg);
                Mat encoded = new Mat(1, jpeg.length, CV_8UC1, bytes);
                Mat bgr = imdecode(encoded, IMREAD_COLOR)) {
            new FrameScaler(224, 224).scale(bgr, expected, 0);
        }
        double difference = IntStream.range(0, actual.length)
                .map(i -> Math.abs((actual[i] & 0xFF) - (expected[i] & 0xFF)))
                .average()
                .orElseThrow();
        assertThat(difference).isLessThan(1.5);
    }

    private static int[] sizes(Mat... planes) {
        return Arrays.stream(planes)
                .flatMapToInt(plane -> IntStream.of(plane.cols(), plane.rows()))
                .toArray();
    }

    private static byte[] jpeg(int... settings) {
        try (BytePointer pixels = new BytePointer(picture());
                Mat bgr = new Mat(HEIGHT, WIDTH, CV_8UC3, pixels)) {
            return encoded(bgr, settings);
        }
    }

    private static byte[] encoded(Mat image, int... settings) {
        try (BytePointer bytes = new BytePointer();
                IntPointer choices = new IntPointer(settings)) {
            imencode(".jpg", image, bytes, choices);
            byte[] encoded = new byte[(int) bytes.limit()];
            bytes.get(encoded);
            return encoded;
        }
    }

    /** Coloured slopes with some noise. */
    private static byte[] picture() {
        Random random = new Random(3);
        byte[] pixels = new byte[WIDTH * HEIGHT * 3];
        for (int i = 0; i < pixels.length; i++) {
            int x = i / 3 % WIDTH;
            int y = i / 3 / WIDTH;
            int[] slopes = {x * 255 / WIDTH, y * 255 / HEIGHT, 255 - (x + y) * 255 / (WIDTH + HEIGHT)};
            pixels[i] = (byte) Math.min(255, Math.max(0, slopes[i % 3] + random.nextInt(9) - 4));
        }
        return pixels;
    }
}
