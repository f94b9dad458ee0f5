package io.actionstream.kernels.dct;

/** The constants of the transform, as integers with {@link #BITS} bits after the binary point. */
final class Constants {
    static final int BITS = 13;
    /** Bits that stay behind the binary point between the two passes. */
    static final int KEPT_BITS = 2;
    /** The shift of the pass over columns. */
    static final int COLUMN_SHIFT = BITS - KEPT_BITS;
    /** The shift of the pass over rows: each pass has made everything larger by the root of 8. */
    static final int ROW_SHIFT = BITS + KEPT_BITS + 3;

    /** The largest pixel. */
    static final int WHITE = 255;
    /** The value that JPEG subtracts from pixels before the forward transform. */
    static final int LEVEL = 128;

    static final int F_0_298 = 2446;
    static final int F_0_390 = 3196;
    static final int F_0_541 = 4433;
    static final int F_0_765 = 6270;
    static final int F_0_899 = 7373;
    static final int F_1_175 = 9633;
    static final int F_1_306 = 10703;
    static final int F_1_501 = 12299;
    static final int F_1_847 = 15137;
    static final int F_1_961 = 16069;
    static final int F_2_053 = 16819;
    static final int F_2_562 = 20995;
    static final int F_3_072 = 25172;

    private Constants() {}

    /** Rounds what will be shifted right, and for a row also adds the level. */
    static int bias(int shift) {
        int half = 1 << shift - 1;
        return shift == COLUMN_SHIFT ? half : half + (LEVEL << shift);
    }
}
