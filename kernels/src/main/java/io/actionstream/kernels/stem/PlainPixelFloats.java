package io.actionstream.kernels.stem;

/** Plain loops, which {@link VectorPixelFloats} is tested against. */
public final class PlainPixelFloats implements PixelFloats {

    @Override
    public void convert(byte[] bytes, int from, int count, float[] floats, int to) {
        for (int i = 0; i < count; i++) {
            floats[to + i] = bytes[from + i] & 0xff;
        }
    }

    @Override
    public void separate(float[] m, int from, int pixels, int to, int plane) {
        for (int i = 0; i < 3 * pixels; i++) {
            m[to + i % 3 * plane + i / 3] = m[from + i];
        }
    }
}
