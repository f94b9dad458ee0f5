package io.actionstream.media.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.actionstream.media.image.RgbImage;
import io.actionstream.model.clip.Fit;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameScalerTest {

    private static final int SIDE = 224;

    private final FrameScaler scaler = new FrameScaler(SIDE, SIDE);
    private final byte[] sample = new byte[scaler.sampleBytes()];

    @ParameterizedTest
    @CsvSource({
        "320, 240, 224, 168, 0, 28, 1",
        "240, 320, 168, 224, 28, 0, 1",
        "224, 224, 224, 224, 0, 0, 1",
        "100, 50, 224, 112, 0, 56, 1",
        "448, 336, 224, 168, 0, 28, 2",
        "447, 336, 224, 168, 0, 28, 1",
        "1920, 1080, 224, 126, 0, 49, 8",
        "3840, 2160, 224, 126, 0, 49, 8",
        "10000, 1, 224, 1, 0, 111, 1"
    })
    void shouldFitWithTheAspectRatioKept(
            int imageWidth, int imageHeight, int width, int height, int left, int top, int reduction) {
        assertThat(scaler.placement(imageWidth, imageHeight))
                .isEqualTo(new Placement(width, height, left, top, reduction));
    }

    @Test
    void shouldCentreOnBlack() {
        Arrays.fill(sample, (byte) 77);

        scale(320, 240, plain(320, 240, 30, 20, 10));

        SamplePixels pixels = new SamplePixels(sample, 0, SIDE);
        for (int y = 0; y < SIDE; y++) {
            int expected = y >= 28 && y < 196 ? 30 << 16 | 20 << 8 | 10 : 0;
            assertThat(pixels.rgb(0, y)).as("row %d", y).isEqualTo(expected);
            assertThat(pixels.rgb(SIDE - 1, y)).as("row %d", y).isEqualTo(expected);
        }
    }

    @Test
    void shouldCentreATallImageBetweenBlackColumns() {
        scale(240, 320, plain(240, 320, 3, 2, 1));

        SamplePixels pixels = new SamplePixels(sample, 0, SIDE);
        for (int x = 0; x < SIDE; x++) {
            assertThat(pixels.rgb(x, 100)).as("column %d", x).isEqualTo(x >= 28 && x < 196 ? 0x030201 : 0);
        }
    }

    @ParameterizedTest
    @CsvSource({"320, 240", "100, 60", "61, 97", "224, 224", "300, 300"})
    void shouldInterpolateBilinearlyBetweenPixelCentres(int width, int height) {
        byte[] rgb = new byte[width * height * 3];
        new Random(3).nextBytes(rgb);

        scale(width, height, rgb);

        Placement fit = scaler.placement(width, height);
        SamplePixels source = new SamplePixels(rgb, 0, width);
        SamplePixels pixels = new SamplePixels(sample, 0, SIDE);
        for (int y = 0; y < fit.height(); y++) {
            for (int x = 0; x < fit.width(); x++) {
                double sourceX = (x + 0.5) * width / fit.width() - 0.5;
                double sourceY = (y + 0.5) * height / fit.height() - 0.5;
                for (int channel = 0; channel < 3; channel++) {
                    assertThat((double) pixels.at(fit.left() + x, fit.top() + y, channel))
                            .isCloseTo(bilinear(source, height, sourceX, sourceY, channel), within(1.5));
                }
            }
        }
    }

    /** The sizes and offsets are those that torchvision's Resize and CenterCrop give. */
    @ParameterizedTest
    @CsvSource({
        "320, 240, 128, 112, 170, 128, -29, -8, 1",
        "240, 320, 128, 112, 128, 170, -8, -29, 1",
        "171, 128, 128, 112, 171, 128, -30, -8, 1",
        "1280, 720, 256, 224, 455, 256, -116, -16, 2",
        "1920, 1080, 256, 224, 455, 256, -116, -16, 4",
        "224, 224, 224, 224, 224, 224, 0, 0, 1",
        "65500, 1, 256, 224, 16768000, 256, -8383888, -16, 1"
    })
    void shouldScaleTheShortSideAndCutTheCentreOut(
            int imageWidth,
            int imageHeight,
            int shortSide,
            int side,
            int width,
            int height,
            int left,
            int top,
            int reduction) {
        assertThat(new FrameScaler(side, side, Fit.crop(shortSide)).placement(imageWidth, imageHeight))
                .isEqualTo(new Placement(width, height, left, top, reduction));
    }

    @ParameterizedTest
    @CsvSource({"320, 240, 1", "1920, 1080, 8", "100, 400, 1"})
    void shouldScaleToAFixedSizeAndCutTheCentreOut(int imageWidth, int imageHeight, int reduction) {
        assertThat(new FrameScaler(112, 112, Fit.crop(128, 171)).placement(imageWidth, imageHeight))
                .isEqualTo(new Placement(171, 128, -30, -8, reduction));
    }

    @ParameterizedTest
    @CsvSource({"320, 240, 1", "240, 320, 1", "1920, 1080, 4", "224, 224, 1", "3, 5000, 1"})
    void shouldStretch(int imageWidth, int imageHeight, int reduction) {
        assertThat(new FrameScaler(SIDE, SIDE, Fit.STRETCH).placement(imageWidth, imageHeight))
                .isEqualTo(new Placement(SIDE, SIDE, 0, 0, reduction));
    }

    /** The plain twin: the whole scaled picture is made, and the centre cut out of it. */
    @ParameterizedTest
    @CsvSource({"320, 240", "240, 320", "171, 128", "61, 97", "900, 700", "128, 128", "7, 1000", "1000, 3"})
    void shouldCutWhatScalingTheWholePictureGives(int width, int height) {
        RgbImage image = noise(width, height);
        FrameScaler crop = new FrameScaler(112, 96, Fit.crop(128));
        Placement placement = crop.placement(width, height);
        FrameScaler whole = new FrameScaler(placement.height(), placement.width(), Fit.STRETCH);
        byte[] scaled = new byte[whole.sampleBytes()];
        byte[] cut = new byte[crop.sampleBytes()];
        Arrays.fill(cut, (byte) 77);

        whole.scale(image, scaled, 0);
        crop.scale(image, cut, 0);

        for (int row = 0; row < 112; row++) {
            int from = ((row - placement.top()) * placement.width() - placement.left()) * 3;
            assertThat(Arrays.copyOfRange(cut, row * 96 * 3, (row + 1) * 96 * 3))
                    .as("row %d", row)
                    .isEqualTo(Arrays.copyOfRange(scaled, from, from + 96 * 3));
        }
    }

    @Test
    void shouldInterpolateAStretchedPictureInEachDirectionByItself() {
        RgbImage image = noise(300, 100);
        FrameScaler stretch = new FrameScaler(160, 208, Fit.STRETCH);
        byte[] stretched = new byte[stretch.sampleBytes()];

        stretch.scale(image, stretched, 0);

        SamplePixels source = new SamplePixels(image.pixels(), 0, 300);
        SamplePixels pixels = new SamplePixels(stretched, 0, 208);
        for (int y = 0; y < 160; y++) {
            for (int x = 0; x < 208; x++) {
                double sourceX = (x + 0.5) * 300 / 208 - 0.5;
                double sourceY = (y + 0.5) * 100 / 160 - 0.5;
                for (int channel = 0; channel < 3; channel++) {
                    assertThat((double) pixels.at(x, y, channel))
                            .isCloseTo(bilinear(source, 100, sourceX, sourceY, channel), within(1.5));
                }
            }
        }
    }

    @Test
    void shouldWriteNothingBesideASampleThatIsCutOut() {
        FrameScaler crop = new FrameScaler(32, 48, Fit.crop(50));
        byte[] target = new byte[crop.sampleBytes() + 20];
        Arrays.fill(target, (byte) 9);

        crop.scale(new RgbImage(plain(320, 240, 50, 50, 50), 320, 240), target, 10);

        assertThat(Arrays.copyOf(target, 10)).containsOnly(9);
        assertThat(Arrays.copyOfRange(target, 10, target.length - 10)).containsOnly(50);
        assertThat(Arrays.copyOfRange(target, target.length - 10, target.length))
                .containsOnly(9);
    }

    @Test
    void shouldRefuseToCutASampleOutOfASmallerPicture() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FrameScaler(112, 224, Fit.crop(200)))
                .withMessage("shortSide must be at least the larger of height and width, 224, not 200");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FrameScaler(224, 224, Fit.crop(223, 400)))
                .withMessage("resize must be at least height and width, 224x224, not 223x400");
    }

    @Test
    void shouldAverageTheDetailOfALargeImage() {
        byte[] stripes = new byte[896 * 896 * 3];
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = (byte) (i / 3 % 4 == 0 ? 200 : 0); // one bright column in four
        }

        scale(896, 896, stripes);

        assertThat(sample).containsOnly(50);
    }

    @Test
    void shouldWriteNothingBesideTheSample() {
        byte[] target = new byte[sample.length + 20];
        Arrays.fill(target, (byte) 9);

        scaler.scale(new RgbImage(plain(320, 240, 50, 50, 50), 320, 240), target, 10);

        assertThat(Arrays.copyOf(target, 10)).containsOnly(9);
        assertThat(Arrays.copyOfRange(target, target.length - 10, target.length))
                .containsOnly(9);
        assertThat(new SamplePixels(target, 10, SIDE).rgb(0, 100)).isEqualTo(0x323232);
    }

    @Test
    void shouldRefuseATargetWithoutRoom() {
        RgbImage image = new RgbImage(plain(320, 240, 1, 1, 1), 320, 240);

        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> scaler.scale(image, sample, 1));
    }

    @Test
    void shouldRefuseASampleWithoutPixels() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FrameScaler(0, 224))
                .withMessage("a sample must have pixels, not 224x0");
    }

    private void scale(int width, int height, byte[] rgb) {
        scaler.scale(new RgbImage(rgb, width, height), sample, 0);
    }

    private static RgbImage noise(int width, int height) {
        byte[] rgb = new byte[width * height * 3];
        new Random(3).nextBytes(rgb);
        return new RgbImage(rgb, width, height);
    }

    private static byte[] plain(int width, int height, int red, int green, int blue) {
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = (byte) red;
            rgb[i + 1] = (byte) green;
            rgb[i + 2] = (byte) blue;
        }
        return rgb;
    }

    private static double bilinear(SamplePixels image, int height, double x, double y, int channel) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double upper =
                mix(pixel(image, height, left, top, channel), pixel(image, height, left + 1, top, channel), x - left);
        double lower = mix(
                pixel(image, height, left, top + 1, channel),
                pixel(image, height, left + 1, top + 1, channel),
                x - left);
        return mix(upper, lower, y - top);
    }

    private static double mix(double first, double second, double share) {
        return first + (second - first) * share;
    }

    private static int pixel(SamplePixels image, int height, int x, int y, int channel) {
        return image.at(Math.min(Math.max(x, 0), image.width() - 1), Math.min(Math.max(y, 0), height - 1), channel);
    }
}
