package io.actionstream.media.png;

import static io.actionstream.media.png.TestPng.deflate;
import static io.actionstream.media.png.TestPng.end;
import static io.actionstream.media.png.TestPng.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.media.image.BrokenImageException;
import io.actionstream.media.image.ImageInfo;
import io.actionstream.media.image.ImageLimits;
import io.actionstream.media.image.ImageVerdict;
import io.actionstream.media.image.RgbImage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** Whatever is done to a PNG, the outcome is a picture of its size or a {@link BrokenImageException}. */
class PngMutationTest {

    private static final int MUTATIONS = 40_000;

    private static final List<TestPng> PICTURES = List.of(
            new TestPng(13, 9, 0, 1),
            new TestPng(13, 9, 0, 16).interlaced(true),
            new TestPng(13, 9, 2, 8).dataLength(50).transparency(0, 1, 0, 2, 0, 3),
            new TestPng(13, 9, 3, 4).transparency(1, 2, 3),
            new TestPng(13, 9, 3, 8).interlaced(true),
            new TestPng(13, 9, 4, 8),
            new TestPng(13, 9, 6, 16).interlaced(true).dataLength(100));

    private final Random random = new Random(18);

    @Test
    void shouldThrowNothingElseWhateverIsDamaged() {
        List<byte[]> images = PICTURES.stream().map(TestPng::encode).toList();
        int decoded = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] image = mutated(images.get(i % images.size()).clone());
            if (i % 3 > 0) {
                sign(image);
            }
            decoded += decodes(image) ? 1 : 0;
        }
        assertThat(decoded).isBetween(MUTATIONS / 20, MUTATIONS * 19 / 20);
    }

    @Test
    void shouldThrowNothingElseWhateverTheRowsHold() {
        int decoded = 0;
        for (int i = 0; i < MUTATIONS / 8; i++) {
            TestPng png = PICTURES.get(i % PICTURES.size());
            byte[] rows = mutated(png.rows());
            decoded += decodes(join(png.beginning(), png.data(deflate(rows)), end())) ? 1 : 0;
        }
        assertThat(decoded).isBetween(MUTATIONS / 160, MUTATIONS / 8 * 19 / 20);
    }

    private byte[] mutated(byte[] bytes) {
        byte[] image = bytes;
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            int at = random.nextInt(image.length);
            switch (random.nextInt(6)) {
                case 0 -> image[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> image[at] = (byte) random.nextInt();
                case 2 -> image = Arrays.copyOf(image, Math.max(1, at));
                case 3 -> image = join(Arrays.copyOf(image, at), new byte[random.nextInt(9)], from(image, at));
                case 4 -> image = join(Arrays.copyOf(image, at), from(image, random.nextInt(image.length)));
                default -> ByteBuffer.wrap(image).put(at, (byte) (random.nextBoolean() ? 0x7F : 0x80));
            }
            if (image.length == 0) {
                return bytes;
            }
        }
        return image;
    }

    private static byte[] from(byte[] image, int at) {
        return Arrays.copyOfRange(image, at, image.length);
    }

    /** Makes the checksums of the chunks right, as somebody would who means harm. */
    private static void sign(byte[] image) {
        ByteBuffer bytes = ByteBuffer.wrap(image);
        for (int at = 8; at >= 0 && image.length - at >= 12; ) {
            int length = bytes.getInt(at);
            if (length < 0 || length > image.length - at - 12) {
                return;
            }
            CRC32 checksum = new CRC32();
            checksum.update(image, at + 4, 4 + length);
            bytes.putInt(at + 8 + length, (int) checksum.getValue());
            at += 12 + length;
        }
    }

    private static boolean decodes(byte[] image) {
        ImageVerdict verdict = PngHeaders.walk(image, 0, ImageLimits.DEFAULT.maxPixels());
        try {
            RgbImage picture = PngDecoder.decode(image, 0);
            if (verdict
                    instanceof ImageInfo info) { // which it need not be: the decoder does not look behind the last row
                assertThat(List.of(picture.width(), picture.height())).containsExactly(info.width(), info.height());
            }
            return true;
        } catch (BrokenImageException e) {
            assertThat(e).hasMessageNotContaining("null");
            return false;
        }
    }
}
