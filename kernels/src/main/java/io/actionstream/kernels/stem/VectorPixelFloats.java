package io.actionstream.kernels.stem;

import io.actionstream.kernels.vector.Lanes;
import java.util.List;
import java.util.stream.IntStream;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Bytes in vectors of as many as there are lanes, 8 or 16, and what is left at the end in a plain loop. Colours in three vectors
 * at a time: as the lanes are no multiple of 3, each lane has another colour in each of them, so that of every colour there is one
 * number in each lane, and only their order is wrong:
 *
 * <pre>
 *   R G B R      G B R G      B R G B      --the red ones of each-->    R0 R3 R2 R1    --in order-->    R0 R1 R2 R3
 *   0 0 0 1      1 1 2 2      2 3 3 3
 * </pre>
 */
public final class VectorPixelFloats implements PixelFloats {
    private static final VectorSpecies<Byte> BYTES = Lanes.COUNT == 8 ? ByteVector.SPECIES_64 : ByteVector.SPECIES_128;
    private static final VectorSpecies<Integer> INTS = Lanes.SPECIES.withLanes(int.class);
    /** There are no vectors of four bytes. */
    private static final boolean WIDE = Lanes.COUNT >= 8;

    private static final PixelFloats REST = new PlainPixelFloats();

    private static final int COLOURS = 3;
    private static final List<VectorMask<Float>> IN_SECOND =
            IntStream.range(0, COLOURS).mapToObj(colour -> lanesOf(colour, 1)).toList();
    private static final List<VectorMask<Float>> IN_THIRD =
            IntStream.range(0, COLOURS).mapToObj(colour -> lanesOf(colour, 2)).toList();
    private static final List<VectorShuffle<Float>> IN_ORDER = IntStream.range(0, COLOURS)
            .mapToObj(colour -> VectorShuffle.fromOp(Lanes.SPECIES, pixel -> (COLOURS * pixel + colour) % Lanes.COUNT))
            .toList();

    /** The lanes that hold a colour in one of three vectors. */
    private static VectorMask<Float> lanesOf(int colour, int vector) {
        boolean[] lanes = new boolean[Lanes.COUNT];
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            lanes[lane] = (vector * Lanes.COUNT + lane) % COLOURS == colour;
        }
        return VectorMask.fromArray(Lanes.SPECIES, lanes, 0);
    }

    @Override
    public void separate(float[] m, int from, int pixels, int to, int plane) {
        for (int colour = 0; colour < COLOURS; colour++) {
            separate(
                    m,
                    from,
                    pixels,
                    to + colour * plane,
                    IN_SECOND.get(colour),
                    IN_THIRD.get(colour),
                    IN_ORDER.get(colour));
        }
    }

    private static void separate(
            float[] m,
            int from,
            int pixels,
            int to,
            VectorMask<Float> inSecond,
            VectorMask<Float> inThird,
            VectorShuffle<Float> inOrder) {
        for (int pixel = 0; pixel < pixels; pixel += Lanes.COUNT) {
            int at = from + COLOURS * pixel;
            Lanes.load(m, at)
                    .blend(Lanes.load(m, at + Lanes.COUNT), inSecond)
                    .blend(Lanes.load(m, at + 2 * Lanes.COUNT), inThird)
                    .rearrange(inOrder)
                    .intoArray(m, to + pixel);
        }
    }

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
