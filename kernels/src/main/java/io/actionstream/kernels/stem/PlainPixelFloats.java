package io.actionstream.kernels.stem;

/** A plain loop, which {@link VectorPixelFloats} is tested against. */
public final class PlainPixelFloats implements PixelFloats {

    @Override
    public void convert(byte[] bytes, int from, int count, float[] floats, int to) {
        for (int i = 0; i < count; i++) {
            floats[to + i] = bytes[from + i] & 0xff;
        }
    }
}
