package io.actionstream.media.frame;

import static io.actionstream.media.jpeg.JpegBytes.at;
import static io.actionstream.media.jpeg.JpegBytes.bytes;
import static io.actionstream.media.jpeg.JpegBytes.end;
import static io.actionstream.media.jpeg.JpegBytes.inserted;
import static io.actionstream.media.jpeg.JpegBytes.join;
import static io.actionstream.media.jpeg.JpegBytes.scanData;
import static io.actionstream.media.jpeg.JpegBytes.segment;
import static io.actionstream.media.jpeg.JpegBytes.segmentOfLength;
import static io.actionstream.media.jpeg.JpegBytes.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.actionstream.media.image.BrokenImageException;
import io.actionstream.media.image.ImageLimits;
import io.actionstream.media.image.ImageProblem;
import io.actionstream.media.jpeg.TestJpeg;
import io.actionstream.model.clip.Fit;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures that are whole, around which cameras leave what does not belong there. */
class SloppyJpegTest {
    private static final int SIDE = 64;
    private static final int END_BYTES = 2;
    private static final byte[] JFIF = segment(0xE0, bytes('J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0));
    private static final byte[] OTHER =
            new TestJpeg(20, 10, (component, x, y) -> 200 - x, 0x11).step(3).encode();
    private static final byte[] PNG = TestImages.png(TestImages.gradient(31, 17));
    private static final String MULTIPART =
            "--frame\r\nContent-Type: image/jpeg\r\nContent-Length: 1234\r\nX-Timestamp: 1.5\r\n\r\n";
    private static final String BOUNDARY = "\r\n--frame\r\nContent-Type: image/jpeg\r\n\r\n";

    /** Clean pictures, with a JFIF segment. */
    enum Clean {
        BASELINE(picture()),
        RESTARTS(picture().restartInterval(2)),
        SEPARATE_SCANS(picture().separateScans()),
        PROGRESSIVE(picture().frame(TestJpeg.PROGRESSIVE)),
        PROGRESSIVE_RESTARTS(picture().frame(TestJpeg.PROGRESSIVE).restartInterval(3)),
        NO_TABLES(picture().withoutHuffmanTables()),
        RGB(new TestJpeg(70, 52, Clean::sample, 0x11, 0x11, 0x11).adobe(TestJpeg.NO_TRANSFORM)),
        GREY(new TestJpeg(70, 52, Clean::sample, 0x11));

        final byte[] image;

        Clean(TestJpeg jpeg) {
            this.image = inserted(jpeg.encode(), 2, JFIF);
        }

        private static TestJpeg picture() {
            return new TestJpeg(70, 52, Clean::sample, 0x22, 0x11, 0x11);
        }

        private static int sample(int component, int x, int y) {
            return Math.floorMod(x * (component + 2) + y * 3 + (x * 7919 ^ y * 1009) % 23, 256);
        }
    }

    private final FrameDecoder decoder = new FrameDecoder(SIDE, SIDE);
    private final ImageCheck check = new ImageCheck(ImageLimits.DEFAULT, SIDE, SIDE, Fit.LETTERBOX);

    @ParameterizedTest
    @EnumSource
    void shouldIgnoreWhatStandsBehindTheEnd(Clean clean) throws BrokenImageException {
        byte[] noise = new byte[3000];
        new Random(4).nextBytes(noise);
        for (byte[] behind : List.of(
                noise,
                OTHER,
                clean.image,
                Arrays.copyOf(clean.image, 400),
                ascii(BOUNDARY),
                ascii("--frame--"),
                bytes(0),
                bytes(0xFF),
                bytes(0xFF, 0xD8),
                bytes(0xFF, 0xD9),
                bytes(0xFF, 0xFF, 0xFF),
                bytes(0xFF, 0xC0, 0, 5),
                new byte[1000])) {
            assertSame(clean, join(clean.image, behind));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldIgnoreASecondStartMarker(Clean clean) throws BrokenImageException {
        assertSame(clean, inserted(clean.image, 0, bytes(0xFF, 0xD8)));
        assertSame(clean, inserted(clean.image, 0, bytes(0xFF, 0xD8, 0xFF, 0xD8, 0xFF, 0xFF)));
        assertSame(clean, inserted(clean.image, 2 + JFIF.length, bytes(0xFF, 0xD8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\r\n", "\n", "\r\n\r\n", " ", MULTIPART, "\r\n" + MULTIPART, "Content-Type: image/jpeg\n\n"})
    void shouldIgnoreTextBeforeTheImage(String text) throws BrokenImageException {
        for (Clean clean : Clean.values()) {
            assertSame(clean, join(ascii(text), clean.image));
            assertSame(clean, join(ascii(text), clean.image, ascii(BOUNDARY)));
        }
        assertThat(check.problemIn(join(ascii(text), PNG))).isEmpty();
        assertThat(decoded(join(ascii(text), PNG))).isEqualTo(decoded(PNG));
    }

    @Test
    void shouldIgnoreFourThousandCharactersBeforeTheImageAndNoMore() throws BrokenImageException {
        assertSame(Clean.BASELINE, join(ascii("x".repeat(4096)), Clean.BASELINE.image));

        assertThat(reason(join(ascii("x".repeat(4097)), Clean.BASELINE.image))).isEqualTo("unknown-format");
        assertThat(reason(join(bytes(0), Clean.BASELINE.image))).isEqualTo("unknown-format");
        assertThat(reason(join(bytes(0xE2), Clean.BASELINE.image))).isEqualTo("unknown-format");
    }

    @ParameterizedTest
    @EnumSource
    void shouldIgnoreStrayBytesBetweenSegments(Clean clean) throws BrokenImageException {
        List<byte[]> strays = List.of(
                bytes(0),
                bytes(0xFF),
                new byte[40],
                ascii("stray"),
                ascii(BOUNDARY),
                bytes(0xFF, 0, 1, 0xFF, 0, 0),
                bytes(0xFF, 0xD3),
                bytes(0xFF, 0x01, 7),
                bytes(0xFF, 0x20, 0xFF, 0xFF, 0xFF, 0xF7, 3));
        for (int place : segments(clean.image)) {
            for (byte[] stray : strays) {
                assertSame(clean, inserted(clean.image, place, stray));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotMissTheEndMarkerOfACompletePicture(Clean clean) throws BrokenImageException {
        byte[] open = Arrays.copyOf(clean.image, clean.image.length - END_BYTES);
        for (byte[] behind : List.of(
                bytes(), bytes(0xFF), bytes(0xFF, 0xFF), new byte[9], new byte[1000], ascii(BOUNDARY), bytes(0xD9))) {
            assertSame(clean, join(open, behind));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldIgnoreFillBytesBeforeMarkers(Clean clean) throws BrokenImageException {
        for (int place : segments(clean.image)) {
            assertSame(clean, inserted(clean.image, place, bytes(0xFF, 0xFF, 0xFF)));
        }
        assertSame(clean, inserted(clean.image, clean.image.length - END_BYTES, bytes(0xFF, 0xFF)));
        assertSame(clean, inserted(clean.image, clean.image.length - END_BYTES, new byte[50]));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 15, 17, 40, 100, 1000, 30000, 0xFFFF})
    void shouldIgnoreAnyLengthOfAnApplicationSegment(int length) throws BrokenImageException {
        for (Clean clean : Clean.values()) {
            byte[] image = clean.image.clone();
            image[4] = (byte) (length >> 8);
            image[5] = (byte) length;
            assertSame(clean, image);
        }
    }

    @Test
    void shouldIgnoreThatApplicationSegmentsAreCut() throws BrokenImageException {
        for (Clean clean : Clean.values()) {
            int end = end(clean.image, 2);
            for (int from = 4; from < end; from++) {
                assertSame(clean, without(clean.image, from, end));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldIgnoreThumbnailsIntactOrDamaged(Clean clean) throws BrokenImageException {
        byte[] thumbnail = new TestJpeg(16, 16, (component, x, y) -> x * 9, 0x22, 0x11, 0x11)
                .step(30)
                .encode();
        byte[] exif = join(ascii("Exif\0\0MM\0*"), thumbnail, ascii("rest"));
        assertSame(clean, inserted(clean.image, 2, segment(0xE1, exif)));
        for (int place : new int[] {2, 2 + JFIF.length}) {
            for (int length : new int[] {0, 1, 2, 7, exif.length, exif.length + 4, exif.length + 40, 40000, 0xFFFF}) {
                assertSame(clean, inserted(clean.image, place, segmentOfLength(0xE1, length, exif)));
            }
            // Cut within its data: the length is that of the whole segment.
            for (int cut = scanData(thumbnail) + 10; cut < thumbnail.length - END_BYTES; cut += 7) {
                byte[] rest = Arrays.copyOf(exif, 10 + cut);
                assertSame(clean, inserted(clean.image, place, segmentOfLength(0xE1, exif.length + 2, rest)));
                assertSame(clean, inserted(clean.image, place, segment(0xE1, rest)));
            }
            // Cut before its frame header.
            byte[] beginning = Arrays.copyOf(exif, 10 + at(thumbnail, 0xC0));
            assertSame(clean, inserted(clean.image, place, segmentOfLength(0xE1, exif.length + 2, beginning)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseEveryTruncationOfTheData(Clean clean) {
        // Of a byte only bits may be missing that fill it up.
        for (int length = scanData(clean.image); length < clean.image.length - END_BYTES; length++) {
            byte[] cut = Arrays.copyOf(clean.image, length);
            assertThat(reason(cut)).as("%d bytes", length).isEqualTo("truncated");
            assertThatExceptionOfType(BrokenImageException.class).isThrownBy(() -> decoded(cut));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseHalfAPictureBeforeABoundary(Clean clean) {
        byte[] half = Arrays.copyOf(clean.image, (scanData(clean.image) + clean.image.length) / 2);

        assertThat(reason(join(half, bytes(0x0D, 0x0A)))).isEqualTo("truncated");
        assertThat(reason(join(half, bytes(0xFF, 0xFF)))).isEqualTo("truncated");
        assertThatExceptionOfType(BrokenImageException.class).isThrownBy(() -> decoded(join(half, bytes(0xFF, 0xD9))));
        assertThatExceptionOfType(BrokenImageException.class).isThrownBy(() -> decoded(join(half, clean.image)));
    }

    /** Where segments start, up to the first scan. */
    private static int[] segments(byte[] image) {
        int last = at(image, 0xDA);
        return Stream.iterate(2, place -> place <= last, place -> end(image, place))
                .flatMapToInt(IntStream::of)
                .toArray();
    }

    private void assertSame(Clean clean, byte[] sloppy) throws BrokenImageException {
        assertThat(check.problemIn(sloppy)).isEmpty();
        assertThat(Arrays.equals(decoded(sloppy), decoded(clean.image)))
                .as("the same pixels")
                .isTrue();
    }

    private String reason(byte[] image) {
        return check.problemIn(image).map(ImageProblem::reason).orElse("none");
    }

    private byte[] decoded(byte[] image) throws BrokenImageException {
        byte[] sample = new byte[SIDE * SIDE * 3];
        decoder.decode(image, sample, 0);
        return sample;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
