package io.actionstream.media.frame;

import static io.actionstream.media.frame.TestImages.gradient;
import static io.actionstream.media.frame.TestImages.jpeg;
import static io.actionstream.media.frame.TestImages.plain;
import static io.actionstream.media.frame.TestImages.png;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.actionstream.media.image.BrokenImageException;
import io.actionstream.media.image.ImageLimits;
import io.actionstream.media.image.RgbImage;
import io.actionstream.model.clip.Fit;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {

    private static final int SIDE = 224;
    private static final int BYTES = SIDE * SIDE * 3;

    private final FrameDecoder decoder = new FrameDecoder(SIDE, SIDE);

    @Test
    void shouldDecodeAPngToItsPixels() throws BrokenImageException {
        BufferedImage image = gradient(224, 168);

        SamplePixels pixels = new SamplePixels(decode(png(image)), 0, SIDE);

        for (int y = 0; y < 168; y++) {
            for (int x = 0; x < SIDE; x++) {
                assertThat(pixels.rgb(x, y + 28)).isEqualTo(image.getRGB(x, y) & 0xFFFFFF);
            }
        }
    }

    @Test
    void shouldDecodeAJpegInRgbOrder() throws BrokenImageException {
        SamplePixels pixels = new SamplePixels(decode(jpeg(plain(320, 240, 0xC08020))), 0, SIDE);

        assertThat(pixels.at(100, 100, 0)).isCloseTo(0xC0, within(2));
        assertThat(pixels.at(100, 100, 1)).isCloseTo(0x80, within(2));
        assertThat(pixels.at(100, 100, 2)).isCloseTo(0x20, within(2));
        assertThat(pixels.rgb(100, 27)).isZero();
        assertThat(pixels.rgb(100, 196)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_4BYTE_ABGR, BufferedImage.TYPE_USHORT_GRAY})
    void shouldDecodeAPngOfAnyColourType(int type) throws BrokenImageException {
        BufferedImage image = new BufferedImage(SIDE, SIDE, type);
        image.createGraphics().drawImage(plain(SIDE, SIDE, 0xFFFFFF), 0, 0, null);

        assertThat(decode(png(image))).containsOnly(-1);
    }

    @ParameterizedTest
    @CsvSource({"640, 480", "1280, 720", "1919, 1079", "450, 1000", "3800, 208"})
    void shouldGiveTheSameForALargeJpegDecodedAtReducedSizeAsForTheWholeImage(int width, int height)
            throws BrokenImageException {
        BufferedImage image = gradient(width, height);

        byte[] reduced = decode(jpeg(image));
        byte[] whole = decode(png(image));

        double difference = IntStream.range(0, BYTES)
                .map(i -> Math.abs((reduced[i] & 0xFF) - (whole[i] & 0xFF)))
                .average()
                .orElseThrow();
        assertThat(difference).isLessThan(2);
    }

    @Test
    void shouldRefuseAGiantImageBeforeDecodingIt() {
        FrameDecoder small = new FrameDecoder(SIDE, SIDE, Fit.LETTERBOX, new ImageLimits(1 << 20, 100 * 100));

        assertThatExceptionOfType(BrokenImageException.class)
                .isThrownBy(() -> small.decode(png(plain(101, 100, 0)), new byte[BYTES], 0))
                .withMessage("too-many-pixels: 101x100 is more than the limit of 10000 pixels");
    }

    @Test
    void shouldRefuseWhatIsNoImage() {
        for (byte[] image : List.of(new byte[0], new byte[100], "hello".getBytes())) {
            assertThatExceptionOfType(BrokenImageException.class).isThrownBy(() -> decode(image));
        }
    }

    @Test
    void shouldRefuseAPngWithDamagedPixelsAndLeaveTheTargetAlone() {
        byte[] image = png(gradient(320, 240));
        image[image.length / 2] ^= 0x55;
        byte[] target = new byte[BYTES];
        Arrays.fill(target, (byte) 5);

        assertThatExceptionOfType(BrokenImageException.class)
                .isThrownBy(() -> decoder.decode(image, target, 0))
                .withMessage("the compressed data are damaged");
        assertThat(target).containsOnly(5);
    }

    @Test
    void shouldThrowNothingElseWhateverIsDamaged() {
        Random random = new Random(11);
        byte[][] images = {jpeg(gradient(64, 48)), png(gradient(64, 48))};
        byte[] target = new byte[BYTES];
        for (int i = 0; i < 500; i++) {
            byte[] damaged = images[i % images.length].clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            try {
                decoder.decode(damaged, target, 0);
            } catch (BrokenImageException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
    }

    @Test
    void shouldSayTheSameOfADamagedImageWhateverItDecodedBefore() {
        Random random = new Random(12);
        byte[] image = jpeg(gradient(64, 48));
        byte[] other = jpeg(plain(64, 48, 0x204060));
        int header = 600; // where the tables are
        for (int i = 0; i < 300; i++) {
            byte[] damaged = image.clone();
            damaged[2 + random.nextInt(header)] = (byte) random.nextInt();
            String fresh = outcome(new FrameDecoder(SIDE, SIDE), damaged);
            outcome(decoder, i % 2 == 0 ? image : other);
            assertThat(outcome(decoder, damaged)).isEqualTo(fresh);
        }
    }

    private static String outcome(FrameDecoder decoder, byte[] image) {
        byte[] target = new byte[BYTES];
        try {
            decoder.decode(image, target, 0);
            return "pixels " + Arrays.hashCode(target);
        } catch (BrokenImageException e) {
            return e.getMessage();
        }
    }

    @Test
    void shouldShrinkAnImageForPeopleWithoutBlackBesideIt() throws BrokenImageException {
        for (byte[] image : List.of(jpeg(gradient(640, 320)), png(gradient(640, 320)))) {
            RgbImage picture = new FrameDecoder(160, 160).shrink(image);

            assertThat(picture.width()).isEqualTo(160);
            assertThat(picture.height()).isEqualTo(80);
            assertThat(picture.pixels()[picture.pixels().length - 3] & 0xFF).isGreaterThan(240);
        }
    }

    @Test
    void shouldShrinkToThePixelsOfTheSample() throws BrokenImageException {
        byte[] image = png(gradient(500, 500));
        byte[] sample = new byte[SIDE * SIDE * 3];
        new FrameDecoder(SIDE, SIDE).decode(image, sample, 0);

        assertThat(new FrameDecoder(SIDE, SIDE).shrink(image).pixels()).isEqualTo(sample);
    }

    @Test
    void shouldNotEnlargeASmallImage() throws BrokenImageException {
        RgbImage picture = new FrameDecoder(SIDE, SIDE).shrink(png(gradient(20, 10)));

        assertThat(picture.width()).isEqualTo(20);
        assertThat(picture.height()).isEqualTo(10);
    }

    @Test
    void shouldServeManyThreads() throws BrokenImageException {
        byte[] image = jpeg(gradient(640, 480));
        byte[] expected = decode(image);

        assertThat(IntStream.range(0, 64).parallel().mapToObj(i -> decodeUnchecked(image)))
                .allSatisfy(sample -> assertThat(sample).isEqualTo(expected));
    }

    private byte[] decode(byte[] image) throws BrokenImageException {
        byte[] target = new byte[BYTES];
        decoder.decode(image, target, 0);
        return target;
    }

    private byte[] decodeUnchecked(byte[] image) {
        try {
            return decode(image);
        } catch (BrokenImageException e) {
            throw new AssertionError(e);
        }
    }
}
