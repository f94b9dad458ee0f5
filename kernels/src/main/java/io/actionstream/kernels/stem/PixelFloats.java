package io.actionstream.kernels.stem;

/** From the bytes of pixels to floats. */
public interface PixelFloats {

    /** Converts bytes, which are 0 to 255. */
    void convert(byte[] bytes, int from, int count, float[] floats, int to);
}
