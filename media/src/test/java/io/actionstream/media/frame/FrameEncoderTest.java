package io.actionstream.media.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.actionstream.media.image.RgbImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameEncoderTest {
    private static final int[] START_OF_FRAME = {0xFF, 0xC0};
    private static final int[] LUMINANCE_TABLE = {0xFF, 0xDB, 0x00, 0x43, 0x00};

    private final FrameEncoder encoder = new FrameEncoder(90);

    @Test
    void shouldEncodeARgbFrameAsAJpegThatOthersRead() throws IOException {
        assertColour(encoder.encode(orange(40, 30), 40, 30), 40, 30);
    }

    @ParameterizedTest
    @CsvSource({"40, 30", "17, 9", "1, 1"})
    void shouldEncodeAnImageAtItsOwnSize(int width, int height) throws IOException {
        RgbImage image = new RgbImage(orange(width, height), width, height);

        assertColour(encoder.encode(image), width, height);
    }

    @Test
    void shouldMakeABaselineJpegWithHalvedColours() {
        byte[] jpeg = encoder.encode(orange(40, 30), 40, 30);

        int frame = indexOf(jpeg, START_OF_FRAME);
        assertThat(Arrays.copyOfRange(jpeg, frame, frame + 19))
                .containsExactly(
                        0xFF, 0xC0, 0, 17, 8, 0, 30, 0, 40, 3, /* Y */ 1, 0x22, 0, /* Cb */ 2, 0x11, 1, /* Cr */ 3,
                        0x11, 1);
    }

    /** The table of T.81, K.1 begins with 16, 11, 12; each is scaled by the quality. */
    @ParameterizedTest
    @CsvSource({"1, 255, 255", "10, 80, 55", "50, 16, 11", "80, 6, 4", "90, 3, 2", "100, 1, 1"})
    void shouldScaleTheTablesByTheQuality(int quality, int first, int second) {
        byte[] jpeg = new FrameEncoder(quality).encode(orange(16, 16), 16, 16);

        int table = indexOf(jpeg, LUMINANCE_TABLE) + LUMINANCE_TABLE.length;
        assertThat(jpeg[table] & 0xFF).isEqualTo(first);
        assertThat(jpeg[table + 1] & 0xFF).isEqualTo(second);
    }

    @Test
    void shouldSpendMoreBytesOnMoreQuality() {
        byte[] rgb = new byte[64 * 64 * 3];
        new Random(5).nextBytes(rgb);

        assertThat(new FrameEncoder(95).encode(rgb, 64, 64).length)
                .isGreaterThan(new FrameEncoder(30).encode(rgb, 64, 64).length);
    }

    @Test
    void shouldEncodeForManyThreadsAtOnce() {
        byte[] rgb = new byte[64 * 64 * 3];
        new Random(5).nextBytes(rgb);
        byte[] alone = encoder.encode(rgb, 64, 64);

        assertThat(IntStream.range(0, 64).parallel().mapToObj(i -> encoder.encode(rgb, 64, 64)))
                .allSatisfy(jpeg -> assertThat(jpeg).isEqualTo(alone));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 101})
    void shouldRefuseAQualityOutOfRange(int quality) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FrameEncoder(quality))
                .withMessage("JPEG quality must be between 1 and 100, not " + quality);
    }

    @Test
    void shouldRefuseAFrameOfAnotherSize() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoder.encode(new byte[10], 2, 2))
                .withMessage("10 bytes are not a 2x2 RGB picture");
    }

    private static byte[] orange(int width, int height) {
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = (byte) 200;
            rgb[i + 1] = 100;
        }
        return rgb;
    }

    private static int indexOf(byte[] bytes, int[] wanted) {
        return IntStream.range(0, bytes.length - wanted.length)
                .filter(at -> IntStream.range(0, wanted.length).allMatch(i -> (bytes[at + i] & 0xFF) == wanted[i]))
                .findFirst()
                .orElseThrow();
    }

    private static void assertColour(byte[] jpeg, int width, int height) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
        int rgb = image.getRGB(width / 2, height / 2);
        assertThat(rgb >> 16 & 0xFF).isCloseTo(200, within(3));
        assertThat(rgb >> 8 & 0xFF).isCloseTo(100, within(3));
        assertThat(rgb & 0xFF).isCloseTo(0, within(3));
    }
}
