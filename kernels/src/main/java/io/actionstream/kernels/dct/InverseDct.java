package io.actionstream.kernels.dct;

import io.actionstream.kernels.VectorSupport;

/**
 * The inverse discrete cosine transform of many blocks at the same time (ITU-T T.81, A.3.3), by the algorithm of Loeffler,
 * Ligtenberg and Moschytz (ICASSP 1989) with the constants of the IJG's {@code jidctint.c}. Blocks of 8x8 coefficients
 * become 8x8 pixels, or 4x4, 2x2 or 1x1 from their lowest frequencies.
 *
 * <p>A block is a lane. Coefficient (v, u) of all lanes stand one after the other, v being the vertical frequency:
 *
 * <pre>
 *   coefficients:  (0,0) of lane 0, 1, 2, ...   (0,1) of lane 0, 1, 2, ...   ...   (7,7) of lane 0, 1, 2, ...
 * </pre>
 *
 * The result depends neither on the processor nor on the implementation. Numbers too large for an image overflow; no
 * input makes it fail.
 */
public interface InverseDct {
    /** Lanes are a multiple of this. */
    int LANE_UNIT = 8;

    /**
     * Transforms the columns of all blocks: frequencies v become rows.
     *
     * @param points rows of a block: 8, 4, 2 or 1
     * @param coefficients the blocks; overwritten
     * @param stride from a frequency to the next one, in elements: columns times lanes
     * @param rows receives the rows, another array
     */
    void columns(int points, int[] coefficients, int stride, int[] rows);

    /**
     * Transforms one row of some blocks: frequencies u become pixels, 0 to 255.
     *
     * @param points pixels of the row in each block: 8, 4, 2 or 1
     * @param rows what {@link #columns} has made of the coefficients; overwritten
     * @param from the first lane's frequency 0
     * @param stride from a frequency to the next one, in elements: the lanes
     * @param lanes how many there are, a multiple of {@link #LANE_UNIT}
     * @param pixels receives pixel 0 of all lanes, then pixel 1 of all lanes, and so on
     * @param to where the first pixel goes
     */
    void row(int points, int[] rows, int from, int stride, int lanes, int[] pixels, int to);

    /** The fastest one that this Java can run. */
    static InverseDct fastest() {
        return VectorSupport.isAvailable() ? new VectorInverseDct() : new PlainInverseDct();
    }
}
