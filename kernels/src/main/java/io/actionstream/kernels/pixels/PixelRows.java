package io.actionstream.kernels.pixels;

import io.actionstream.kernels.VectorSupport;

/**
 * Bilinear interpolation and conversion to RGB of two rows at the same time, one in the lower and one in the upper 16 bits of an
 * int. The result depends neither on the processor nor on the implementation.
 *
 * <pre>
 *   values 0..255  --betweenRows-->  two rows of 0..255  --betweenColumns-->  two rows of 0..256*255  --toRgb-->  R, G, B
 * </pre>
 */
public interface PixelRows {
    /** Bits of a weight between rows. */
    int ROW_BITS = 11;

    /** Bits of a weight between columns: two rows of 16 bits have room for no more. */
    int COLUMN_BITS = 8;

    /**
     * Interpolates between rows, two times.
     *
     * @param values 0 to 255
     * @param above1 where the row above the first result begins
     * @param below1 where the row below the first result begins
     * @param weight1 of the latter, of 2^{@link #ROW_BITS}
     * @param above2 the same of the second result
     * @param out receives both; its length is that of a row
     */
    void betweenRows(int[] values, int above1, int below1, int weight1, int above2, int below2, int weight2, int[] out);

    /**
     * Interpolates between columns.
     *
     * @param in two rows of values
     * @param left by result, the element to its left
     * @param right by result, the element to its right
     * @param weights of the latter, of 2^{@link #COLUMN_BITS}
     * @param out receives two rows of values, which are 2^{@link #COLUMN_BITS} times as large
     */
    void betweenColumns(int[] in, int[] left, int[] right, int[] weights, int[] out);

    /**
     * Converts YCbCr of the full range (BT.601, JFIF 1.02) to RGB.
     *
     * @param shift 0 for the row in the lower 16 bits, 16 for the one in the upper ones
     * @param rgb receives red in bits 0 to 7, green in 8 to 15, blue in 16 to 23
     */
    void toRgb(int[] ys, int[] cbs, int[] crs, int shift, int[] rgb);

    /** The fastest one that this Java can run. */
    static PixelRows fastest() {
        return VectorSupport.isAvailable() ? new VectorPixelRows() : new PlainPixelRows();
    }
}
