package io.actionstream.media.jpeg;

/** The order of a block's coefficients (ITU-T T.81, figure A.6). */
final class Zigzag {
    private static final int SIDE = FrameHeader.BLOCK;
    private static final int[] ROWS = new int[FrameHeader.COEFFICIENTS];
    private static final int[] COLUMNS = new int[FrameHeader.COEFFICIENTS];

    static {
        int i = 0;
        for (int diagonal = 0; diagonal < 2 * SIDE - 1; diagonal++) {
            for (int step = 0; step <= diagonal; step++) {
                int row = diagonal % 2 == 0 ? diagonal - step : step;
                int column = diagonal - row;
                if (row < SIDE && column < SIDE) {
                    ROWS[i] = row;
                    COLUMNS[i++] = column;
                }
            }
        }
    }

    private Zigzag() {}

    /** The vertical frequency of a coefficient in zigzag order. */
    static int row(int index) {
        return ROWS[index];
    }

    /** The horizontal frequency of a coefficient in zigzag order. */
    static int column(int index) {
        return COLUMNS[index];
    }

    /** The last coefficient, in zigzag order, whose frequencies are both below a number. */
    static int last(int points) {
        int last = 0;
        for (int i = 0; i < FrameHeader.COEFFICIENTS; i++) {
            if (ROWS[i] < points && COLUMNS[i] < points) {
                last = i;
            }
        }
        return last;
    }
}
