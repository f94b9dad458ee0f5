package io.actionstream.model.avx512;

import io.actionstream.model.clip.ClipSpec;
import java.util.Arrays;

/**
 * Rows of a clip.
 *
 * @param end the first row behind them
 */
record RowRange(int first, int end) {

    /** The rows that are not black in all frames, with all between them: a picture that is wider than a sample has bars. */
    static RowRange ofPicture(byte[] pixels, ClipSpec spec) {
        int rowBytes = spec.width() * ClipSpec.CHANNELS;
        byte[] black = new byte[rowBytes];
        int first = spec.height();
        int end = 0;
        for (int frame = 0; frame < pixels.length; frame += spec.frameBytes()) {
            first = Math.min(first, blackRows(pixels, frame, rowBytes, first, black));
            int last = frame + spec.frameBytes() - rowBytes;
            end = Math.max(end, spec.height() - blackRows(pixels, last, -rowBytes, spec.height() - end, black));
        }
        return new RowRange(first, Math.max(first, end));
    }

    private static int blackRows(byte[] pixels, int start, int step, int most, byte[] black) {
        int rows = 0;
        while (rows < most) {
            int row = start + rows * step;
            if (!Arrays.equals(pixels, row, row + black.length, black, 0, black.length)) {
                break;
            }
            rows++;
        }
        return rows;
    }

    boolean overlaps(RowRange other) {
        return Math.max(first, other.first) < Math.min(end, other.end);
    }

    /** These and so many more above and below; some may be beyond the edges. */
    RowRange with(int more) {
        return new RowRange(first - more, end + more);
    }

    /** The rows that become these when two are made one. */
    RowRange doubled() {
        return new RowRange(2 * first, 2 * end);
    }
}
