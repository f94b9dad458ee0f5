package io.actionstream.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vectors of this machine, and the few operations on them that kernels share. Needs the module of the Vector API.
 *
 * <p>All kernels use this one species of floats. With a second one in the same process C2 sees both in the profiles of the Vector
 * API's methods, prepares for either where a sum goes round a loop, and makes an object of it in each round.
 */
public final class Lanes {
    /** The system property that asks for narrower vectors: 128 or 256 bits. For tests and trials. */
    public static final String PROPERTY = "actionstream.vectorBits";

    /** The preferred one of this machine: 16 lanes with AVX-512, 8 with AVX2, 4 with NEON. */
    public static final VectorSpecies<Float> SPECIES = switch (Integer.getInteger(PROPERTY, 0)) {
        case 128 -> FloatVector.SPECIES_128;
        case 256 -> FloatVector.SPECIES_256;
        default -> FloatVector.SPECIES_PREFERRED;
    };

    /** The number of floats in a vector. */
    public static final int COUNT = SPECIES.length();

    private Lanes() {}

    /** The vector that begins at an element. */
    public static FloatVector load(float[] numbers, int at) {
        return FloatVector.fromArray(SPECIES, numbers, at);
    }

    /** The same number in all lanes. */
    public static FloatVector all(float number) {
        return FloatVector.broadcast(SPECIES, number);
    }

    /**
     * The larger one of each number and 0. By one instruction on the bits, as negative numbers are negative integers too:
     * {@code max} of floats takes several for the sake of NaN and -0.
     */
    public static FloatVector relu(FloatVector numbers) {
        return numbers.reinterpretAsInts().max(0).reinterpretAsFloats();
    }

    /** The numbers where others are above 0, and 0 elsewhere: the gradient of {@link #relu}. */
    public static FloatVector where(FloatVector positive, FloatVector numbers) {
        IntVector bits = positive.reinterpretAsInts().max(0);
        return bits.neg()
                .lanewise(VectorOperators.ASHR, Integer.SIZE - 1)
                .and(numbers.reinterpretAsInts())
                .reinterpretAsFloats();
    }
}
