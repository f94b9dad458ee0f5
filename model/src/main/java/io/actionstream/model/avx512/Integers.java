package io.actionstream.model.avx512;

/** Writes x86-64 instructions on numbers of 64 bits, for what is decided bit by bit; those with BMI2 leave the flags alone. */
final class Integers {
    private static final int OR = 0x09;
    private static final int AND = 0x21;
    private static final int SUBTRACT = 0x29;

    private static final int P66 = 1;
    private static final int F2 = 3;

    private final Assembler asm;

    Integers(Assembler asm) {
        this.asm = asm;
    }

    void or(Gpr target, Gpr source) {
        asm.onRegisters(OR, target, source);
    }

    void and(Gpr target, Gpr source) {
        asm.onRegisters(AND, target, source);
    }

    void subtract(Gpr target, Gpr source) {
        asm.onRegisters(SUBTRACT, target, source);
    }

    void or(Gpr target, int constant) {
        asm.onConstant(1, target, constant);
    }

    void and(Gpr target, int constant) {
        asm.onConstant(4, target, constant);
    }

    void compare(Gpr first, int constant) {
        asm.onConstant(7, first, constant);
    }

    void negate(Gpr target) {
        asm.write(rex(Gpr.RAX, target), 0xF7, 0xC0 | 3 << 3 | target.low());
    }

    void not(Gpr target) {
        asm.write(rex(Gpr.RAX, target), 0xF7, 0xC0 | 2 << 3 | target.low());
    }

    /** Shifts to the right by so many bits, without a sign. */
    void shiftRight(Gpr target, int bits) {
        asm.write(rex(Gpr.RAX, target), 0xC1, 0xC0 | 5 << 3 | target.low(), bits);
    }

    /** Shifts to the right by what the lowest six bits of another register say. */
    void shiftRight(Gpr target, Gpr source, Gpr bits) {
        vex(F2, 0xF7, target, source, bits);
    }

    void shiftLeft(Gpr target, Gpr source, Gpr bits) {
        vex(P66, 0xF7, target, source, bits);
    }

    /** The lowest bits, as many as another register says. */
    void lowest(Gpr target, Gpr source, Gpr bits) {
        vex(0, 0xF5, target, source, bits);
    }

    /** Turns the order of the bytes around. */
    void reverseBytes(Gpr target) {
        asm.write(rex(Gpr.RAX, target), 0x0F, 0xC8 | target.low());
    }

    /** Moves if the last comparison found the condition. */
    void moveIf(Condition condition, Gpr target, Gpr source) {
        asm.write(rex(target, source), 0x0F, 0x40 | condition.code, 0xC0 | target.low() << 3 | source.low());
    }

    void compare(Gpr first, Operand memory) {
        asm.onMemory(0x3B, first.ordinal(), memory);
    }

    void store(Operand memory, Gpr source) {
        asm.onMemory(0x89, source.ordinal(), memory);
    }

    /** Loads 16 bits without a sign: those of an entry of the table that starts some bytes after an address. */
    void loadShort(Gpr target, Gpr base, Gpr index, int bytes) {
        asm.write(rex(target, base) | index.high() << 1, 0x0F, 0xB7);
        indexed(target, base, index, 1, bytes);
    }

    /** Loads 32 bits without a sign: those of an entry of a table. */
    void loadInt(Gpr target, Gpr table, Gpr index) {
        asm.write(0x40 | target.high() << 2 | index.high() << 1 | table.high(), 0x8B);
        indexed(target, table, index, 2, 0);
    }

    /** Stores the lowest 16 bits. */
    void storeShort(Gpr base, Gpr offset, Gpr source) {
        asm.write(0x66, 0x40 | source.high() << 2 | offset.high() << 1 | base.high(), 0x89);
        indexed(source, base, offset, 0, 0);
    }

    private void indexed(Gpr register, Gpr base, Gpr index, int scale, int bytes) {
        asm.write(0x84 | register.low() << 3, scale << 6 | index.low() << 3 | base.low());
        asm.int32(bytes);
    }

    private static int rex(Gpr register, Gpr base) {
        return 0x48 | register.high() << 2 | base.high();
    }

    private void vex(int prefix, int opcode, Gpr target, Gpr source, Gpr third) {
        asm.write(
                0xC4,
                (~target.high() & 1) << 7 | 1 << 6 | (~source.high() & 1) << 5 | 2,
                0x80 | (~third.ordinal() & 15) << 3 | prefix,
                opcode,
                0xC0 | target.low() << 3 | source.low());
    }
}
