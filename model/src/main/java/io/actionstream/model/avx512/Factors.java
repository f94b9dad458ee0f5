package io.actionstream.model.avx512;

import java.util.function.Supplier;

/** The numbers that the products of convolutions multiply; what is added up is float32 always. */
enum Factors {
    FLOAT32(Float.BYTES, Op.VFMADD231PS),
    /** Numbers rounded to 16 bits, two products at a time. */
    BFLOAT16(Short.BYTES, Op.VDPBF16PS);

    private final int bytes;
    private final Op multiplyAdd;

    Factors(int bytes, Op multiplyAdd) {
        this.bytes = bytes;
        this.multiplyAdd = multiplyAdd;
    }

    /** Bytes of a number. */
    int bytes() {
        return bytes;
    }

    /** Bytes of as many numbers as a vector of float32 has. */
    int vectorBytes() {
        return Assembler.LANES * bytes;
    }

    /** Inputs that a product takes at a time. */
    int atOnce() {
        return Float.BYTES / bytes;
    }

    /** The filter over a width: for bfloat16 the one that enlarges rounding least. */
    Filter columns(int width) {
        return this == FLOAT32 ? Winograd.columns(width) : Winograd.ROWS;
    }

    Op multiplyAdd() {
        return multiplyAdd;
    }

    /** Stores a vector of float32, which is lost. */
    void store(Assembler asm, Operand memory, int vector) {
        if (this == FLOAT32) {
            asm.store(memory, vector);
        } else {
            asm.emit(Op.VCVTNEPS2BF16, vector, vector);
            asm.emit(Op.VEXTRACTI64X4, vector, memory, 0);
        }
    }

    /**
     * Adds the weights of a {@link MatrixProduct}.
     *
     * @param packed as {@link MatrixProduct#packed} has them
     */
    Place add(Constants constants, Supplier<float[]> packed, int outputs) {
        return this == FLOAT32
                ? constants.add(packed)
                : constants.addShorts(() -> pairs(packed.get(), MatrixProduct.panelColumns(outputs)));
    }

    /** Weights of two inputs side by side for each column of a panel, rounded. */
    static short[] pairs(float[] packed, int columns) {
        short[] pairs = new short[packed.length];
        for (int i = 0; i < pairs.length; i++) {
            int pair = i / columns / 2 * 2;
            int column = i / 2 % columns;
            pairs[i] = rounded(packed[(pair + i % 2) * columns + column]);
        }
        return pairs;
    }

    /** The upper half of a float32, to the nearest or else the even one. */
    private static short rounded(float number) {
        int bits = Float.floatToIntBits(number);
        int odd = bits >>> Short.SIZE & 1;
        return (short) (bits + Short.MAX_VALUE + odd >>> Short.SIZE);
    }
}
