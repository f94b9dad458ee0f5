package io.actionstream.kernels.stem;

/** From the bytes of pixels to floats. */
public interface PixelFloats {

    /** Converts bytes, which are 0 to 255. */
    void convert(byte[] bytes, int from, int count, float[] floats, int to);

    /**
     * Separates red, green and blue.
     *
     * <pre>
     *   from:  R G B R G B R G B ...      to:  R R R ...     to + plane:  G G G ...     to + 2 plane:  B B B ...
     * </pre>
     *
     * @param pixels a multiple of 16
     */
    void separate(float[] m, int from, int pixels, int to, int plane);
}
