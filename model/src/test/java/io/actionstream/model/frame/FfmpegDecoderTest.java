package io.actionstream.model.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import io.actionstream.model.avx512.Plane;
import io.actionstream.model.image.BrokenImageException;
import io.actionstream.model.image.ImageFormat;
import io.actionstream.model.image.ImageInfo;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FfmpegDecoderTest {
    private static final int WIDTH = 321;
    private static final int HEIGHT = 239;
    private static final int MAX_PIXELS = 1 << 20;
    private static final ImageInfo INFO = new ImageInfo(ImageFormat.JPEG, WIDTH, HEIGHT);

    private final FfmpegDecoder decoder = new FfmpegDecoder(1, MAX_PIXELS);

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

        assertThat(sizes(decoder.plane(0), decoder.plane(1), decoder.plane(2)))
                .containsExactly(WIDTH, HEIGHT, colourWidth, colourHeight, colourWidth, colourHeight);
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
        assertLooksAsWithOpenCv(CameraImages.greyJpeg(WIDTH, HEIGHT));
    }

    @Test
    void shouldSayNoToHalfAnImageAndToNone() {
        byte[] whole = jpeg(IMWRITE_JPEG_PROGRESSIVE, 0);

        assertThat(decoder.decode(Arrays.copyOf(whole, whole.length / 2), INFO)).isFalse();
        try (FfmpegDecoder another = new FfmpegDecoder(1, MAX_PIXELS)) {
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
        try (FfmpegDecoder small = new FfmpegDecoder(1, WIDTH * HEIGHT - 1)) {
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

    private static int[] sizes(Plane... planes) {
        return Arrays.stream(planes)
                .flatMapToInt(plane -> IntStream.of(plane.width(), plane.height()))
                .toArray();
    }

    private static byte[] jpeg(int... settings) {
        return CameraImages.jpeg(WIDTH, HEIGHT, settings);
    }
}
