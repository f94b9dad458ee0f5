package io.actionstream.model.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameEncoderTest {

    private final FrameEncoder encoder = new FrameEncoder(90);

    @Test
    void shouldEncodeARgbFrameAsAJpegThatOthersRead() throws IOException {
        byte[] rgb = new byte[40 * 30 * 3];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = (byte) 200;
            rgb[i + 1] = 100;
        }

        assertColour(encoder.encode(rgb, 40, 30), 40, 30);
    }

    @Test
    void shouldEncodeABgrImageAtItsOwnSizeOrResized() throws IOException {
        try (Scalar colour = new Scalar(0, 100, 200, 0);
                Mat image = new Mat(30, 40, CV_8UC3, colour)) {
            assertColour(encoder.encode(image), 40, 30);
            assertColour(encoder.encode(image, 20, 16), 20, 16);
        }
    }

    @Test
    void shouldSpendMoreBytesOnMoreQuality() {
        byte[] rgb = new byte[64 * 64 * 3];
        new Random(5).nextBytes(rgb);

        assertThat(new FrameEncoder(95).encode(rgb, 64, 64).length)
                .isGreaterThan(new FrameEncoder(30).encode(rgb, 64, 64).length);
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
                .withMessage("10 bytes are not a 2x2 RGB frame");
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
