package io.actionstream.kernels.pixels;

/** The factors of BT.601 as integers (JFIF 1.02, "Conversion to and from RGB"). */
final class Bt601 {
    private static final int BITS = 14;

    /** A row of an int. */
    static final int LANE = (1 << Short.SIZE) - 1;

    static final int WHITE = 255;

    /** Bits of the factors and of the values. */
    static final int SHIFT = BITS + PixelRows.COLUMN_BITS;

    static final int ROUND = 1 << SHIFT - 1;
    static final int Y_BITS = BITS;
    static final int CENTRE = 128 << PixelRows.COLUMN_BITS;
    static final int RED_OF_CR = factor(1.402);
    static final int GREEN_OF_CB = factor(0.344136);
    static final int GREEN_OF_CR = factor(0.714136);
    static final int BLUE_OF_CB = factor(1.772);

    private Bt601() {}

    private static int factor(double value) {
        return (int) Math.round(value * (1 << BITS));
    }
}
