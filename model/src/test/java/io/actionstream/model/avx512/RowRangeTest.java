package io.actionstream.model.avx512;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Padding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowRangeTest {
    private static final ClipSpec SPEC = new ClipSpec(3, 600, 32, 16, Padding.BLACK);

    private final byte[] pixels = new byte[SPEC.clipBytes()];

    @Test
    void shouldFindThePictureBetweenBars() {
        for (int frame = 0; frame < 3; frame++) {
            light(frame, 5);
            light(frame, 20);
        }
        assertThat(RowRange.ofPicture(pixels, SPEC)).isEqualTo(new RowRange(5, 21));
    }

    @Test
    void shouldTakeTheRowsOfAllFramesTogether() {
        light(0, 12);
        light(1, 7);
        light(2, 30);
        assertThat(RowRange.ofPicture(pixels, SPEC)).isEqualTo(new RowRange(7, 31));
    }

    @Test
    void shouldFindNoBarsWhereThePictureReachesTheEdges() {
        light(0, 0);
        light(2, 31);
        assertThat(RowRange.ofPicture(pixels, SPEC)).isEqualTo(new RowRange(0, 32));
    }

    @Test
    void shouldFindNoPictureInABlackClip() {
        RowRange picture = RowRange.ofPicture(pixels, SPEC);
        assertThat(picture.overlaps(new RowRange(-3, 40))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, 5, false", "0, 6, true", "9, 20, true", "10, 20, false", "-3, 40, true", "7, 7, false"})
    void shouldOverlapWhatSharesARow(int first, int end, boolean overlaps) {
        RowRange rows = new RowRange(5, 10);
        assertThat(rows.overlaps(new RowRange(first, end))).isEqualTo(overlaps);
        assertThat(new RowRange(first, end).overlaps(rows)).isEqualTo(overlaps);
    }

    /** Lights the last byte of a row. */
    private void light(int frame, int row) {
        pixels[frame * SPEC.frameBytes() + (row + 1) * SPEC.width() * ClipSpec.CHANNELS - 1] = 1;
    }
}
