package io.actionstream.media.frame;

import static io.actionstream.media.frame.TestImages.gradient;
import static io.actionstream.media.frame.TestImages.jpeg;
import static io.actionstream.media.frame.TestImages.png;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.actionstream.media.image.ImageFormat;
import io.actionstream.media.image.ImageInfo;
import io.actionstream.media.image.ImageLimits;
import io.actionstream.media.image.ImageProblem;
import io.actionstream.media.jpeg.JpegHeader;
import io.actionstream.media.png.PngHeaders;
import io.actionstream.model.clip.Fit;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageCheckTest {

    private static final byte[] JPEG = jpeg(gradient(320, 240));
    private static final byte[] PNG = png(gradient(31, 17));
    private static final int PNG_WIDTH_AT = 16;
    /** Bytes of the end marker and the end chunk, without which the images are whole. */
    private static final int JPEG_END = 2;

    private static final int PNG_END = 12;

    private final ImageCheck check = new ImageCheck(ImageLimits.DEFAULT, 224, 224, Fit.LETTERBOX);

    static Stream<byte[]> wholeImages() {
        return Stream.of(JPEG, PNG);
    }

    @Test
    void shouldReadFormatAndSizeOfAWholeImage() {
        assertThat(check.inspect(JPEG)).isEqualTo(new ImageInfo(ImageFormat.JPEG, 320, 240));
        assertThat(check.inspect(PNG)).isEqualTo(new ImageInfo(ImageFormat.PNG, 31, 17));
    }

    @ParameterizedTest
    @MethodSource("wholeImages")
    void shouldFindNothingWrongWithAWholeImage(byte[] image) {
        assertThat(check.problemIn(image)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0\0\0\0", "\r\n", "\u00FF\u00FF", "\0\r\n"})
    void shouldTolerateWhatCamerasLeaveAfterTheEnd(String padding) {
        byte[] bytes = padding.getBytes(StandardCharsets.ISO_8859_1);

        assertThat(check.problemIn(join(JPEG, bytes))).isEmpty();
        assertThat(check.problemIn(join(PNG, bytes))).isEmpty();
    }

    @Test
    void shouldRefuseNoBytesAsEmpty() {
        assertThat(reason(null)).isEqualTo("empty");
        assertThat(reason(new byte[0])).isEqualTo("empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GIF89a......", "hello", "<html></html>", "\0"})
    void shouldRefuseAnotherFormat(String content) {
        assertThat(reason(content.getBytes(StandardCharsets.ISO_8859_1))).isEqualTo("unknown-format");
    }

    @Test
    void shouldRefuseMoreBytesThanTheLimit() {
        assertThat(new ImageCheck(new ImageLimits(JPEG.length, 1 << 20), 224, 224, Fit.LETTERBOX).problemIn(JPEG))
                .isEmpty();
        assertThat(new ImageCheck(new ImageLimits(JPEG.length - 1, 1 << 20), 224, 224, Fit.LETTERBOX).problemIn(JPEG))
                .contains(new ImageProblem(
                        "too-many-bytes", JPEG.length + " bytes are more than the limit of " + (JPEG.length - 1)));
    }

    @Test
    void shouldRefuseMorePixelsThanTheLimit() {
        assertThat(new ImageCheck(new ImageLimits(1 << 20, 320 * 240), 224, 224, Fit.LETTERBOX).problemIn(JPEG))
                .isEmpty();
        assertThat(new ImageCheck(new ImageLimits(1 << 20, 320 * 240 - 1), 224, 224, Fit.LETTERBOX).problemIn(JPEG))
                .contains(new ImageProblem("too-many-pixels", "320x240 is more than the limit of 76799 pixels"));
    }

    @Test
    void shouldRefuseGiantDimensionsWithoutDecoding() {
        byte[] giantPng = pngOfSize(Integer.MAX_VALUE, Integer.MAX_VALUE);
        byte[] giantJpeg = JPEG.clone();
        ByteBuffer.wrap(giantJpeg).putInt(frameHeaderAt(giantJpeg) + 5, 0xFFFF_FFFF);

        assertThat(reason(giantPng)).isEqualTo("too-many-pixels");
        assertThat(reason(giantJpeg)).isEqualTo("too-many-pixels");
    }

    @Test
    void shouldRefuseAnImageWithoutPixelsAsMalformed() {
        byte[] flatJpeg = JPEG.clone();
        ByteBuffer.wrap(flatJpeg).putShort(frameHeaderAt(flatJpeg) + 5, (short) 0);

        assertThat(reason(pngOfSize(0, 10))).isEqualTo("malformed");
        assertThat(reason(pngOfSize(10, -1))).isEqualTo("malformed");
        assertThat(reason(flatJpeg)).isEqualTo("malformed");
    }

    @Test
    void shouldRefuseAPngWhoseHeaderChecksumIsWrong() {
        byte[] image = PNG.clone();
        image[PNG_WIDTH_AT + 3] ^= 1;

        assertThat(reason(image)).isEqualTo("malformed");
    }

    @Test
    void shouldRefuseAJpegWithoutAFrameHeader() {
        byte[] image = JPEG.clone();
        image[frameHeaderAt(image) + 1] = (byte) 0xEE; // now an application segment

        assertThat(reason(image)).isEqualTo("malformed");
    }

    @ParameterizedTest
    @MethodSource("wholeImages")
    void shouldRefuseEveryTruncation(byte[] image) {
        int end = image == PNG ? PNG_END : JPEG_END;
        for (int length = 1; length < image.length - end; length++) {
            assertThat(reason(Arrays.copyOf(image, length)))
                    .as("%d bytes", length)
                    .isEqualTo("truncated");
        }
    }

    @ParameterizedTest
    @MethodSource("wholeImages")
    void shouldRefuseATruncationFilledWithZeros(byte[] image) {
        byte[] cut = Arrays.copyOf(Arrays.copyOf(image, image.length / 2), image.length);

        assertThat(reason(cut)).isIn("truncated", "malformed");
    }

    @ParameterizedTest
    @MethodSource("wholeImages")
    void shouldThrowNothingWhateverBitIsFlipped(byte[] image) {
        byte[] damaged = image.clone();
        for (int bit = 0; bit < Math.min(image.length, 1000) * 8; bit++) {
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatCode(() -> check.inspect(damaged)).doesNotThrowAnyException();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @Test
    void shouldThrowNothingOnRandomBytes() {
        Random random = new Random(7);
        byte[][] beginnings = {{}, JpegHeader.SIGNATURE, PngHeaders.SIGNATURE, Arrays.copyOf(JPEG, 170), PNG};
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            byte[] image = join(beginnings[i % beginnings.length], noise);
            assertThatCode(() -> check.inspect(image)).doesNotThrowAnyException();
        }
    }

    private String reason(byte[] image) {
        return check.problemIn(image).map(ImageProblem::reason).orElse("none");
    }

    private static byte[] pngOfSize(int width, int height) {
        byte[] image = PNG.clone();
        ByteBuffer header = ByteBuffer.wrap(image);
        header.putInt(PNG_WIDTH_AT, width).putInt(PNG_WIDTH_AT + 4, height);
        CRC32 checksum = new CRC32();
        checksum.update(image, 12, 17);
        header.putInt(29, (int) checksum.getValue());
        return image;
    }

    private static int frameHeaderAt(byte[] jpeg) {
        for (int at = 0; at < jpeg.length; at++) {
            if (jpeg[at] == (byte) 0xFF && jpeg[at + 1] == (byte) 0xC0) {
                return at;
            }
        }
        throw new AssertionError("no baseline frame header");
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
