package io.actionstream.kernels.gemm;

/**
 * The part of a product that is computed in registers: rows of activations times columns of weights, which are neighbours
 * in a vector. The shapes are the largest whose sums stay in registers on every JDK from 17 on.
 *
 * <pre>
 *   lanes            registers   outputs              rows x vectors   sums
 *   16 (AVX-512)        32       a multiple of 32        8 x 2          16
 *                                16                      8 x 1          16, as even and odd inputs have sums of their own
 *   8 (AVX2), 4 (NEON)  16       any                     4 x 2           8
 * </pre>
 *
 * @param rows of activations, each of which keeps an index in a general register: there are 16 of these
 * @param vectors of columns
 * @param lanes of a vector
 */
record RegisterShape(int rows, int vectors, int lanes) {
    private static final int WIDE = 16;

    /** The shape for products with so many outputs. */
    static RegisterShape of(int outputs, int lanes) {
        if (lanes < WIDE) {
            return new RegisterShape(4, 2, lanes);
        }
        return new RegisterShape(8, outputs % (2 * lanes) == 0 ? 2 : 1, lanes);
    }

    /** How many outputs are computed together. */
    int columns() {
        return vectors * lanes;
    }
}
