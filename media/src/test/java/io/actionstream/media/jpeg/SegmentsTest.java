package io.actionstream.media.jpeg;

import static io.actionstream.media.jpeg.JpegBytes.bytes;
import static io.actionstream.media.jpeg.JpegBytes.join;
import static io.actionstream.media.jpeg.JpegBytes.segment;
import static io.actionstream.media.jpeg.JpegBytes.segmentOfLength;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentsTest {
    private static final byte[] TABLE = segment(0xDB, bytes(1, 2, 3));
    private static final byte[] RESTART = segment(0xDD, bytes(0, 4));
    private static final byte[] SCAN = segment(0xDA, bytes(1, 1, 0, 0, 63, 0));
    private static final byte[] END = bytes(0xFF, 0xD9);
    private static final int MEGABYTES = 2 << 20;

    @Test
    void shouldWalkSegmentsUpToTheEndMarker() {
        assertThat(walked(TABLE, RESTART, SCAN, END)).containsExactly("db 010203", "dd 0004", "da 010100003f00", "d9 ");
    }

    @Test
    void shouldPassOverFillBytes() {
        assertThat(walked(bytes(0xFF, 0xFF, 0xFF), TABLE, bytes(0xFF), END)).containsExactly("db 010203", "d9 ");
    }

    @Test
    void shouldPassOverStrayBytes() {
        assertThat(walked(bytes(0, 1, 2), TABLE, "\r\n--x".getBytes(), bytes(0xFF, 0), RESTART, bytes(0x80), END))
                .containsExactly("db 010203", "dd 0004", "d9 ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0xD8, 0x01, 0xD0, 0xD7, 0x02, 0x4F, 0xBF, 0xC8, 0xF0, 0xFD})
    void shouldPassOverMarkersThatBeginNoSegment(int marker) {
        assertThat(walked(TABLE, bytes(0xFF, marker), RESTART, END)).containsExactly("db 010203", "dd 0004", "d9 ");
        assertThat(walked(TABLE, bytes(0xFF, marker, 0, 3, 7), RESTART, END))
                .containsExactly("db 010203", "dd 0004", "d9 ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 7, 9, 10, 12, 13, 15, 17, 18, 60, 0xFFFF})
    void shouldGoOnAtTheNextSegmentWhateverAnApplicationSegmentsLength(int length) {
        byte[] application = segmentOfLength(0xE1, length, bytes(10, 11, 12, 13, 14));

        assertThat(walked(application, TABLE, RESTART, SCAN, END))
                .containsExactly("e1 0a0b0c0d0e", "db 010203", "dd 0004", "da 010100003f00", "d9 ");
    }

    @Test
    void shouldTakeTheLengthOfACommentNoMoreSeriously() {
        assertThat(walked(segmentOfLength(0xFE, 1, bytes(1, 2)), SCAN, END))
                .containsExactly("fe 0102", "da 010100003f00", "d9 ");
    }

    @Test
    void shouldPassOverAThumbnailInADamagedApplicationSegment() {
        byte[] thumbnail = join(bytes(0xFF, 0xD8), TABLE, SCAN, bytes(5, 0xFF, 0, 0xFF, 0xD0, 6), END);

        for (int length : new int[] {0, 5, 20, 0xFFF0}) {
            assertThat(walked(segmentOfLength(0xE1, length, thumbnail), RESTART, SCAN, END))
                    .element(1)
                    .isEqualTo("dd 0004");
        }
    }

    @Test
    void shouldGoOnBehindAThumbnailThatIsCutInItsData() {
        byte[] thumbnail = join(bytes(0xFF, 0xD8), TABLE, SCAN, bytes(5, 0xFF, 0, 6));

        assertThat(walked(segmentOfLength(0xE1, 5000, thumbnail), RESTART, SCAN, END))
                .element(1)
                .isEqualTo("dd 0004");
    }

    @Test
    void shouldGoOnInAThumbnailThatIsCutInItsHeaders() {
        byte[] thumbnail = join(bytes(0xFF, 0xD8), TABLE);

        assertThat(walked(segmentOfLength(0xE1, 5000, thumbnail), RESTART, SCAN, END))
                .containsExactly("e1 ffd8", "db 010203", "dd 0004", "da 010100003f00", "d9 ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void shouldEndAtAnotherSegmentWithoutALength(int length) {
        Segments segments = new Segments(segmentOfLength(0xDB, length, bytes(1, 2)), 0);

        assertThat(segments.next()).isFalse();
        assertThat(segments.problem().reason()).isEqualTo("malformed");
    }

    @Test
    void shouldSayOfEveryTruncationThatItIsOne() {
        byte[] image = join(TABLE, segment(0xE0, bytes(1, 2, 3)), SCAN);
        for (int length = 0; length < image.length; length++) {
            Segments segments = new Segments(Arrays.copyOf(image, length), 0);
            while (segments.next()) {
                assertThat(segments.to()).isLessThanOrEqualTo(length);
            }
            assertThat(segments.problem().reason()).as("%d bytes", length).isEqualTo("truncated");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 8})
    void shouldLookNoFurtherThanTheImage(int length) {
        // A scan header, as it looks, whose number of components would stand behind the image.
        byte[] image = join(segmentOfLength(0xE0, 0, bytes(1, 2)), bytes(0xFF, 0xDA, 0, length));

        assertThat(walked(image)).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    @Timeout(value = 5, unit = SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldNotLookForTheNextSegmentAgainAndAgainWhereThereIsNone() {
        assertThat(walked(repeated(segmentOfLength(0xE0, 2, bytes(7))))).isNotEmpty();
        assertThat(walked(repeated(segmentOfLength(0xE0, 0, bytes(7))))).isEmpty();
    }

    @Test
    @Timeout(value = 5, unit = SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldNotLookForTheEndOfAThumbnailAgainAndAgainWhereThereIsNone() {
        byte[] damaged = segmentOfLength(0xE0, 2, bytes(7, 0xFF, 0xD8, 0xFF));

        assertThat(walked(join(damaged, repeated(bytes(0xFF, 0xD8, 0xFF))))).hasSizeLessThan(10);
        assertThat(walked(repeated(join(damaged, segment(0xE1, bytes(1)))))).isNotEmpty();
        assertThat(walked(repeated(join(damaged, SCAN)))).isNotEmpty();
        assertThat(walked(repeated(join(damaged, SCAN, bytes(0xFF, 0xD8, 0xFF)))))
                .isNotEmpty();
    }

    private static byte[] repeated(byte[] bytes) {
        byte[] all = new byte[MEGABYTES / bytes.length * bytes.length];
        for (int at = 0; at < all.length; at += bytes.length) {
            System.arraycopy(bytes, 0, all, at, bytes.length);
        }
        return all;
    }

    private static List<String> walked(byte[]... parts) {
        byte[] image = join(parts);
        Segments segments = new Segments(image, 0);
        List<String> walked = new ArrayList<>();
        while (segments.next()) {
            if (walked.size() < 20) {
                walked.add("%x %s"
                        .formatted(
                                segments.marker(),
                                java.util.HexFormat.of().formatHex(image, segments.from(), segments.to())));
            }
            if (segments.marker() == Markers.END_OF_IMAGE) {
                break;
            }
        }
        return walked;
    }
}
