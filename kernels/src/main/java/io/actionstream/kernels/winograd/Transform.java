package io.actionstream.kernels.winograd;

/**
 * The two ends of a {@link MinimalFilter}, of vectors of numbers which are next to each other: channels, or pixels and
 * channels. The direction of the filter, height, width or time, is that of the distances.
 *
 * <pre>
 *   d:  at[0]  n n n ...     at[1]  n n n ...     ...        inputs
 *   v:  v0     n n n ...     v0 + point  n n n ...   ...     a value for each product, which the weights are multiplied with
 *   m:  m0     n n n ...     m0 + point  n n n ...   ...     the products
 *   y:  y0     n n n ...     y0 + row    n n n ...   ...     outputs
 * </pre>
 */
public interface Transform {

    /** The filter that it computes. */
    MinimalFilter filter();

    /**
     * From inputs to a value for each product.
     *
     * @param at where the inputs begin, less {@code d0}
     * @param dStep from a vector of an input to the next
     * @param v another array, or another part of the same one
     * @param point from a product's values to the next one's
     * @param vStep from a vector of a value to the next
     * @param vectors how many there are of each
     */
    void input(float[] d, int d0, int[] at, int dStep, float[] v, int v0, int point, int vStep, int vectors);

    /**
     * From products to outputs.
     *
     * @param point from a product to the next
     * @param mStep from a vector of a product to the next
     * @param y another array, or another part of the same one
     * @param row from an output to the next
     * @param yStep from a vector of an output to the next
     * @param vectors how many there are of each
     */
    void output(float[] m, int m0, int point, int mStep, float[] y, int y0, int row, int yStep, int vectors);

    /**
     * From outputs' gradients to those of products: {@link #output} transposed.
     *
     * <pre>
     *   y:  at[0]  n n n ...     at[1]  n n n ...     ...        one for each output
     *   m:  m0     n n n ...     m0 + point  n n n ...   ...     one for each product
     * </pre>
     *
     * @param at where the outputs' gradients begin, less {@code y0}
     * @param yStep from a vector of an output to the next
     * @param m another array, or another part of the same one
     * @param point from a product to the next
     * @param mStep from a vector of a product to the next
     * @param vectors how many there are of each
     */
    void outputGradient(float[] y, int y0, int[] at, int yStep, float[] m, int m0, int point, int mStep, int vectors);

    /**
     * Calls {@link #input}. All calls go through here: with more than two implementations at one place, C2 inlines none of them.
     * Several in one method are more than it can inline (NodeCountInliningCutoff), and vectors become objects.
     */
    static void input(
            Transform transform,
            float[] d,
            int d0,
            int[] at,
            int dStep,
            float[] v,
            int v0,
            int point,
            int vStep,
            int vectors) {
        transform.input(d, d0, at, dStep, v, v0, point, vStep, vectors);
    }

    /** Calls {@link #output}, as {@link #input(Transform, float[], int, int[], int, float[], int, int, int, int) above}. */
    static void output(
            Transform transform,
            float[] m,
            int m0,
            int point,
            int mStep,
            float[] y,
            int y0,
            int row,
            int yStep,
            int vectors) {
        transform.output(m, m0, point, mStep, y, y0, row, yStep, vectors);
    }

    /** Calls {@link #outputGradient}, for the same reason. */
    static void outputGradient(
            Transform transform,
            float[] y,
            int y0,
            int[] at,
            int yStep,
            float[] m,
            int m0,
            int point,
            int mStep,
            int vectors) {
        transform.outputGradient(y, y0, at, yStep, m, m0, point, mStep, vectors);
    }
}
