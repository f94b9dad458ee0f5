package io.actionstream.media.png;

import static io.actionstream.media.png.TestPng.bytes;
import static io.actionstream.media.png.TestPng.chunk;
import static io.actionstream.media.png.TestPng.deflate;
import static io.actionstream.media.png.TestPng.end;
import static io.actionstream.media.png.TestPng.header;
import static io.actionstream.media.png.TestPng.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.media.image.BrokenImageException;
import io.actionstream.media.image.ImageFormat;
import io.actionstream.media.image.ImageInfo;
import io.actionstream.media.image.ImageLimits;
import io.actionstream.media.image.ImageProblem;
import io.actionstream.media.image.ImageVerdict;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PngHeadersTest {

    private static final TestPng PNG = new TestPng(31, 17, 2, 8).dataLength(400);
    private static final byte[] BEGINNING = PNG.beginning();
    private static final byte[] DATA = PNG.data(deflate(PNG.rows()));
    private static final byte[] TEXT = chunk("tEXt", "Comment\0made by a camera".getBytes());
    private static final ImageInfo INFO = new ImageInfo(ImageFormat.PNG, 31, 17);

    /** Images whose picture is all there. */
    static Stream<byte[]> sloppy() {
        byte[] tooShort = withLength(TEXT, 5);
        byte[] tooLong = withLength(TEXT, 600);
        byte[] endless = withLength(TEXT, Integer.MAX_VALUE);
        byte[] negative = withLength(TEXT, -1);
        byte[] cut = Arrays.copyOf(TEXT, 20);
        byte[] noType = TEXT.clone();
        noType[5] = 0;
        byte[] oneData = chunk("IDAT", deflate(PNG.rows()));
        return Stream.of(
                join(BEGINNING, DATA, end(), bytes(0xFF, 0xD8, 0xFF, 0)),
                join(BEGINNING, DATA, end(), BEGINNING),
                join(BEGINNING, DATA),
                join(BEGINNING, DATA, Arrays.copyOf(end(), 5)),
                join(BEGINNING, DATA, cut),
                join(BEGINNING, DATA, new byte[50]),
                join(BEGINNING, tooShort, DATA, end()),
                join(BEGINNING, tooLong, DATA, end()),
                join(BEGINNING, TEXT, endless, DATA, end()),
                join(BEGINNING, negative, DATA, end()),
                join(BEGINNING, cut, DATA, end()),
                join(BEGINNING, noType, DATA, end()),
                join(BEGINNING, new byte[7], oneData, tooShort, end()),
                join(BEGINNING, oneData, bytes(0, 0, 0), end()),
                join(Arrays.copyOf(BEGINNING, 8), BEGINNING, oneData, end()),
                join(
                        Arrays.copyOf(BEGINNING, 8),
                        cut,
                        Arrays.copyOfRange(BEGINNING, 8, BEGINNING.length),
                        DATA,
                        end()));
    }

    @ParameterizedTest
    @MethodSource("sloppy")
    void shouldAcceptAWholePictureWithDamageAroundIt(byte[] image) throws BrokenImageException {
        assertThat(walk(image)).isEqualTo(INFO);
        assertThat(PngDecoder.decode(image, 0).pixels()).isEqualTo(PNG.rgb());
    }

    @Test
    void shouldTellAMissingEndFromACutPicture() {
        byte[] image = join(BEGINNING, DATA, end());
        int whole = BEGINNING.length + DATA.length;

        for (int length = 0; length < image.length; length++) {
            ImageVerdict verdict = walk(Arrays.copyOf(image, length));
            if (length < whole) {
                assertThat(verdict).isEqualTo(ImageProblem.truncated("the PNG ends before its last chunk"));
            } else {
                assertThat(verdict).isEqualTo(INFO);
            }
        }
    }

    @Test
    void shouldCallAPictureCutBetweenItsDataTruncated() {
        byte[] half = join(BEGINNING, Arrays.copyOf(DATA, 412)); // the first of its chunks

        assertThat(walk(half)).isEqualTo(ImageProblem.truncated("the PNG ends before its last chunk"));
        assertThat(walk(join(half, TEXT))).isEqualTo(ImageProblem.truncated("the PNG ends before its last chunk"));
    }

    @Test
    void shouldLeaveThePictureThatIsTooLargeToTheLimit() {
        byte[] rows = deflate(new byte[1000]);
        byte[] image = join(Arrays.copyOf(BEGINNING, 8), header(5000, 5000, 8, 2, 0, 0, 0), chunk("IDAT", rows));

        assertThat(PngHeaders.walk(image, 0, 5000 * 5000 - 1)).isEqualTo(new ImageInfo(ImageFormat.PNG, 5000, 5000));
        assertThat(PngHeaders.walk(image, 0, 5000 * 5000))
                .isEqualTo(ImageProblem.truncated("the PNG ends before its last chunk"));
    }

    @Test
    void shouldBeginAtTheSignature() {
        byte[] before = bytes('\r', '\n');

        assertThat(PngHeaders.walk(join(before, PNG.encode()), 2, ImageLimits.DEFAULT.maxPixels()))
                .isEqualTo(INFO);
    }

    @Test
    void shouldRefuseWhatIsMalformed() {
        byte[] wrongHeader = BEGINNING.clone();
        wrongHeader[19] ^= 1;

        assertThat(walk(join(wrongHeader, DATA, end())))
                .isEqualTo(ImageProblem.malformed("the PNG header's checksum is wrong"));
        assertThat(walk(join(BEGINNING, end()))).isEqualTo(ImageProblem.malformed("the PNG has no image data"));
        assertThat(walk(join(BEGINNING, new byte[20]))).isEqualTo(ImageProblem.malformed("no PNG chunk at byte 33"));
        assertThat(walk(join(BEGINNING, Arrays.copyOfRange(BEGINNING, 8, BEGINNING.length), DATA, end())))
                .isEqualTo(ImageProblem.malformed("a second PNG header"));
    }

    @Test
    void shouldCallAnUnknownCriticalChunkUnsupported() {
        assertThat(walk(join(BEGINNING, chunk("ABCD", TEXT), DATA, end())))
                .isEqualTo(ImageProblem.unsupported("a critical PNG chunk of an unknown type"));
    }

    @Test
    void shouldGiveUpWhenChunksAreDamagedOverAndOver() {
        byte[] few = join(Collections.nCopies(8, join(new byte[1], DATA)).toArray(byte[][]::new));
        byte[] many = join(Collections.nCopies(9, join(new byte[1], chunk("IDAT", new byte[0])))
                .toArray(byte[][]::new));

        assertThat(walk(join(BEGINNING, few))).isEqualTo(INFO);
        assertThat(walk(join(BEGINNING, many, DATA, end())))
                .isInstanceOfSatisfying(
                        ImageProblem.class,
                        problem -> assertThat(problem.reason()).isEqualTo("malformed"));
    }

    private static ImageVerdict walk(byte[] image) {
        return PngHeaders.walk(image, 0, ImageLimits.DEFAULT.maxPixels());
    }

    private static byte[] withLength(byte[] chunk, int length) {
        byte[] changed = chunk.clone();
        ByteBuffer.wrap(changed).putInt(0, length);
        return changed;
    }
}
