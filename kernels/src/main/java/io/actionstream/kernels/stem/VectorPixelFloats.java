package io.actionstream.kernels.stem;

import io.actionstream.kernels.vector.Lanes;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** In vectors of as many bytes as there are lanes, 8 or 16, and what is left at the end in a plain loop. */
public final class VectorPixelFloats implements PixelFloats {
    private static final VectorSpecies<Byte> BYTES = Lanes.COUNT == 8 ? ByteVector.SPECIES_64 : ByteVector.SPECIES_128;
    private static final VectorSpecies<Integer> INTS = Lanes.SPECIES.withLanes(int.class);
    /** There are no vectors of four bytes. */
    private static final boolean WIDE = Lanes.COUNT >= 8;

    private static final PixelFloats REST = new PlainPixelFloats();

    @Override
    public void convert(byte[] bytes, int from, int count, float[] floats, int to) {
        int bound = WIDE ? BYTES.loopBound(count) : 0;
        for (int i = 0; i < bound; i += BYTES.length()) {
            IntVector signed =
                    (IntVector) ByteVector.fromArray(BYTES, bytes, from + i).convertShape(VectorOperators.B2I, INTS, 0);
            signed.and(0xff)
                    .convertShape(VectorOperators.I2F, Lanes.SPECIES, 0)
                    .reinterpretAsFloats()
                    .intoArray(floats, to + i);
        }
        REST.convert(bytes, from + bound, count - bound, floats, to + bound);
    }
}
