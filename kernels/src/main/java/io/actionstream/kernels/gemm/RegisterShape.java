package io.actionstream.kernels.gemm;

/**
 * The part of a product that is computed in registers: rows of activations times columns of weights, which are neighbours
 * in a vector. The shapes are the largest whose sums stay in registers on every JDK from 17 on.
 *
 * <pre>
 *   lanes            registers   outputs              rows x vectors   sums
 *   16 (AVX-512)        32       a multiple of 64        4 x 4          16
 *                                32, 96, ...             8 x 2          16
 *                                16                     16 x 1          16; of other than 16 inputs twice 8 x 1, where even
 * and odd inputs have sums of their own
 *   8 (AVX2), 4 (NEON)  16       any                     4 x 2           8
 * </pre>
 *
 * Each row keeps an index in a general register, of which there are 16.
 */
enum RegisterShape {
    ROWS_4_VECTORS_4(4, 4),
    ROWS_8_VECTORS_2(8, 2),
    ROWS_16_VECTORS_1(16, 1),
    ROWS_4_VECTORS_2(4, 2);

    private static final int WIDE = 16;

    private final int rows;
    private final int vectors;

    RegisterShape(int rows, int vectors) {
        this.rows = rows;
        this.vectors = vectors;
    }

    /** The shape for products with so many outputs. */
    static RegisterShape of(int outputs, int lanes) {
        if (lanes < WIDE) {
            return ROWS_4_VECTORS_2;
        }
        if (outputs % (4 * lanes) == 0) {
            return ROWS_4_VECTORS_4;
        }
        return outputs % (2 * lanes) == 0 ? ROWS_8_VECTORS_2 : ROWS_16_VECTORS_1;
    }

    int rows() {
        return rows;
    }

    /** Vectors of columns. */
    int vectors() {
        return vectors;
    }
}
