package io.actionstream.model.checkpoint;

import java.nio.ByteBuffer;

/** The types of elements of a safetensors file, by their names in its header. */
enum ElementType {
    F64(8),
    F32(4),
    F16(2),
    BF16(2),
    I64(8),
    U64(8),
    I32(4),
    U32(4),
    I16(2),
    U16(2),
    I8(1),
    U8(1),
    BOOL(1),
    F8_E4M3(1),
    F8_E5M2(1);

    /** The types that become float32. */
    static final String READABLE = "F32, F16, BF16 or F64";

    private static final int HALF_FRACTION_BITS = 10;
    private static final int HALF_LARGEST_EXPONENT = 31;
    private static final float HALF_SUBNORMAL = 0x1p-24f;
    /** Distance of the exponents' biases, 127 and 15. */
    private static final int HALF_REBIAS = 112;

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of an element. */
    int bytes() {
        return bytes;
    }

    /** True for the types that {@link #read} takes. */
    boolean isReadable() {
        return this == F64 || this == F32 || this == F16 || this == BF16;
    }

    /**
     * Reads elements as float32: exact from the narrower types, rounded from float64.
     *
     * @param data little-endian, from its position
     * @return the values, with an infinity in place of a float64 beyond float32
     */
    float[] read(ByteBuffer data, int count) {
        float[] values = new float[count];
        switch (this) {
            case F32 -> data.asFloatBuffer().get(values);
            case F64 -> {
                for (int i = 0; i < count; i++) {
                    values[i] = (float) data.getDouble();
                }
            }
            case F16 -> {
                for (int i = 0; i < count; i++) {
                    values[i] = fromHalf(data.getShort());
                }
            }
            case BF16 -> {
                for (int i = 0; i < count; i++) {
                    values[i] = Float.intBitsToFloat(data.getShort() << Short.SIZE);
                }
            }
            default -> throw new IllegalArgumentException(this + " does not become float32");
        }
        return values;
    }

    /** Widens IEEE 754 binary16: a sign, 5 bits of exponent, 10 of fraction. */
    private static float fromHalf(short half) {
        int exponent = half >> HALF_FRACTION_BITS & HALF_LARGEST_EXPONENT;
        int fraction = half & (1 << HALF_FRACTION_BITS) - 1;
        float magnitude;
        if (exponent == 0) {
            magnitude = fraction * HALF_SUBNORMAL;
        } else if (exponent == HALF_LARGEST_EXPONENT) {
            magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else {
            magnitude = Float.intBitsToFloat((exponent + HALF_REBIAS) << 23 | fraction << 13);
        }
        return half < 0 ? -magnitude : magnitude;
    }
}
