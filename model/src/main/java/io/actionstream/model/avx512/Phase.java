package io.actionstream.model.avx512;

import java.util.List;

/**
 * A part of a convolution with seven taps in one direction, two neighbouring outputs of which share products: with x(2i),
 * x(2i + 1), ... the pixels that output 2i sees, and h the taps,
 *
 * <pre>
 * y(2i)     = sum (h(2k) + h(2k + 1)) x(2i + 2k + 1)  +  sum h(2k) (x(2i + 2k) - x(2i + 2k + 1))
 * y(2i + 1) = sum (h(2k) + h(2k + 1)) x(2i + 2k + 1)  +  sum h(2k + 1) (x(2i + 2k + 2) - x(2i + 2k + 1))
 * </pre>
 *
 * The first sums are the same, so that there are 11 products in place of 14: the fast FIR algorithm of Mou and Duhamel,
 * "Short-length FIR filters and their use in fast nonrecursive filtering" (1991), transposed.
 */
enum Phase {
    /** What both outputs have in common: both taps of a pair times the odd pixel. */
    COMMON(1, 4),
    /** What is added for the even output: the even tap times the even pixel less the odd one. */
    EVEN(0, 4),
    /** What is added for the odd output: the odd tap times the next even pixel less the odd one. */
    ODD(2, 3);

    static final int COUNT = 3;

    /** Taps of all parts. */
    static final int ALL_TAPS = COMMON.taps + EVEN.taps + ODD.taps;

    private final int pixel;
    private final int taps;

    Phase(int pixel, int taps) {
        this.pixel = pixel;
        this.taps = taps;
    }

    /** The pixel of two and the next one: what {@link #COMMON} takes, or from which that is taken away. */
    int pixel() {
        return pixel;
    }

    /** Taps of this part. */
    int taps() {
        return taps;
    }

    /** The taps of the whole convolution whose sum one of this is; a pair may lack the second. */
    List<Integer> of(int tap) {
        List<Integer> both = List.of(2 * tap, 2 * tap + 1);
        return switch (this) {
            case EVEN -> both.subList(0, 1);
            case ODD -> both.subList(1, 2);
            case COMMON -> tap < ODD.taps ? both : both.subList(0, 1);
        };
    }

    /** The number of the plane of pixels with a phase in each direction. */
    static int plane(Phase vertical, Phase horizontal) {
        return vertical.ordinal() * COUNT + horizontal.ordinal();
    }
}
