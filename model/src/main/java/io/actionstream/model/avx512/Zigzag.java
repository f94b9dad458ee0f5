package io.actionstream.model.avx512;

/** The order in which a scan has the coefficients of a block (ITU-T T.81, figure A.6). */
final class Zigzag {
    private static final int[] PLACES = {
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14,
        21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60,
        61, 54, 47, 55, 62, 63
    };

    private Zigzag() {}

    /** The row of a coefficient: its frequency from top to bottom. */
    static int row(int index) {
        return PLACES[index] / JpegLayout.BLOCK;
    }

    /** The column of a coefficient: its frequency from left to right. */
    static int column(int index) {
        return PLACES[index] % JpegLayout.BLOCK;
    }
}
