package io.actionstream.model.avx512;

import java.io.ByteArrayOutputStream;

/**
 * Writes x86-64 machine code with AVX-512 vectors. Vector registers are numbers from 0 to 31. What it writes does not
 * depend on the address where it will lie.
 */
final class Assembler {
    static final int VECTOR_BYTES = 64;
    static final int LANES = 16;

    private static final int LANE_BYTES = 4;
    private static final int ENTRY_ALIGNMENT = 64;
    private static final int NOP = 0x90;

    /** Bits of the prefix's last byte, and a mask register. */
    private static final int ZEROING = 0x80;

    private static final int BROADCAST = 0x10;
    private static final int MASK = 1;

    /** What tells shifts by a constant apart. */
    private static final int LEFT = 6;

    private static final int RIGHT = 2;

    private final ByteArrayOutputStream code = new ByteArrayOutputStream();

    /** Starts a function. */
    int entry() {
        while (code.size() % ENTRY_ALIGNMENT != 0) {
            code.write(NOP);
        }
        return code.size();
    }

    /** Where the next instruction will be. */
    int here() {
        return code.size();
    }

    byte[] bytes() {
        return code.toByteArray();
    }

    /** An instruction on three registers; the last two are what it reads. */
    void emit(Op op, int target, int first, int second) {
        evex(op, target, first, second >> 4 & 1, second >> 3 & 1, 0);
        code.write(0xC0 | (target & 7) << 3 | second & 7);
    }

    /** An instruction whose last operand is memory. */
    void emit(Op op, int target, int first, Operand memory) {
        evex(op, target, first, 0, memory.base().high(), memory.broadcast() ? BROADCAST : 0);
        address(target & 7, memory, memory.broadcast() ? LANE_BYTES : op.memoryBytes);
    }

    /** An instruction on two registers. */
    void emit(Op op, int target, int source) {
        emit(op, target, 0, source);
    }

    /** An instruction on a register and memory. */
    void emit(Op op, int target, Operand memory) {
        emit(op, target, 0, memory);
    }

    /** An instruction on three registers and a constant. */
    void emit(Op op, int target, int first, int second, int constant) {
        emit(op, target, first, second);
        code.write(constant);
    }

    /** An instruction on a register, memory and a constant. */
    void emit(Op op, int register, Operand memory, int constant) {
        emit(op, register, memory);
        code.write(constant);
    }

    /** Shifts the numbers of a vector by so many bits. */
    void shift(Op op, int target, int source, int bits) {
        emit(op, op == Op.VPSLLW ? LEFT : RIGHT, target, source, bits);
    }

    /** The first mask register gets a bit for each lane that is not zero. */
    void testNonZero(int register) {
        emit(Op.VPTESTMD, MASK, register, register);
    }

    /** The lanes of the source that {@link #testNonZero} found, and zeros. */
    void moveWhereNonZero(int target, int source) {
        evex(Op.VMOVUPS, target, 0, source >> 4 & 1, source >> 3 & 1, ZEROING | MASK);
        code.write(0xC0 | (target & 7) << 3 | source & 7);
    }

    /** Loads a vector, of zeros when there is no memory. */
    void load(int target, Operand memory) {
        if (memory == null) {
            clear(target);
        } else {
            emit(Op.VMOVUPS, target, memory);
        }
    }

    /** Stores a vector; nowhere when there is no memory. */
    void store(Operand memory, int source) {
        if (memory != null) {
            emit(Op.VMOVUPS_STORE, source, memory);
        }
    }

    void clear(int register) {
        emit(Op.VPXORD, register, register, register);
    }

    private void evex(Op op, int reg, int vvvv, int x, int b, int options) {
        code.write(0x62);
        code.write((~reg >> 3 & 1) << 7 | (~x & 1) << 6 | (~b & 1) << 5 | (~reg >> 4 & 1) << 4 | op.map);
        code.write(op.wide << 7 | (~vvvv & 15) << 3 | 4 | op.prefix);
        code.write(2 << 5 | (~vvvv >> 4 & 1) << 3 | options);
        code.write(op.code);
    }

    /** The operand bytes; an offset is one byte when it is a small multiple of the unit. */
    private void address(int reg, Operand memory, int unit) {
        Gpr base = memory.base();
        int bytes = memory.bytes();
        boolean small = bytes % unit == 0 && bytes / unit == (byte) (bytes / unit);
        boolean none = bytes == 0 && base.low() != Gpr.RBP.ordinal();
        code.write((none ? 0 : small ? 0x40 : 0x80) | reg << 3 | base.low());
        if (base.low() == Gpr.RSP.ordinal()) {
            code.write(0x24);
        }
        if (!none && small) {
            code.write(bytes / unit);
        } else if (!none) {
            int32(bytes);
        }
    }

    void move(Gpr target, Gpr source) {
        onRegisters(0x89, target, source);
    }

    void move(Gpr target, int value) {
        rex(0, target.high());
        code.write(0xC7);
        code.write(0xC0 | target.low());
        int32(value);
    }

    void load(Gpr target, Operand memory) {
        onMemory(0x8B, target.ordinal(), memory);
    }

    /** Loads 32 bits without a sign. */
    void loadInt(Gpr target, Operand memory) {
        code.write(0x40 | target.high() << 2 | memory.base().high());
        code.write(0x8B);
        address(target.low(), memory, 1);
    }

    void add(Gpr target, Operand memory) {
        onMemory(0x03, target.ordinal(), memory);
    }

    /** The address itself. */
    void lea(Gpr target, Operand memory) {
        onMemory(0x8D, target.ordinal(), memory);
    }

    void add(Gpr target, int value) {
        if (value != 0) {
            onConstant(0, target, value);
        }
    }

    void add(Gpr target, Gpr source) {
        onRegisters(0x01, target, source);
    }

    void call(Operand memory) {
        onMemory(0xFF, 2, memory);
    }

    /** Calls a function that has been written. */
    void call(int entry) {
        code.write(0xE8);
        int32(entry - (code.size() + Integer.BYTES));
    }

    /** An instruction on numbers of 64 bits that reads the source and changes the target. */
    void onRegisters(int opcode, Gpr target, Gpr source) {
        rex(source.high(), target.high());
        code.write(opcode);
        code.write(0xC0 | source.low() << 3 | target.low());
    }

    /** One of a register and a constant, of those that a number of three bits tells apart. */
    void onConstant(int operation, Gpr target, int value) {
        rex(0, target.high());
        code.write(0x81);
        code.write(0xC0 | operation << 3 | target.low());
        int32(value);
    }

    /** One of a register, or such a number, and memory. */
    void onMemory(int opcode, int reg, Operand memory) {
        rex(reg >> 3, memory.base().high());
        code.write(opcode);
        address(reg & 7, memory, 1);
    }

    /** Has memory that will be read soon brought to the fastest cache. */
    void prefetch(Operand memory) {
        prefetch(0x18, memory);
    }

    /** The same of memory that will be written to. */
    void prefetchToWrite(Operand memory) {
        prefetch(0x0D, memory);
    }

    private void prefetch(int opcode, Operand memory) {
        if (memory.base().high() == 1) {
            code.write(0x41);
        }
        code.write(0x0F);
        code.write(opcode);
        address(1, memory, 1);
    }

    void push(Gpr register) {
        rex(0, register.high());
        code.write(0x50 | register.low());
    }

    void pop(Gpr register) {
        rex(0, register.high());
        code.write(0x58 | register.low());
    }

    void ret() {
        code.write(0xC3);
    }

    void vzeroupper() {
        code.write(0xC5);
        code.write(0xF8);
        code.write(0x77);
    }

    /** The body as often as the counter says, at least once; the counter ends at zero. */
    void repeat(Gpr counter, Runnable body) {
        int start = here();
        body.run();
        rex(0, counter.high());
        code.write(0xFF);
        code.write(0xC8 | counter.low()); // dec
        jumpIfNotZero(start);
    }

    /** The body so many times, without a loop when it is once. */
    void repeat(Gpr counter, int times, Runnable body) {
        if (times == 1) {
            body.run();
        } else if (times > 1) {
            move(counter, times);
            repeat(counter, body);
        }
    }

    /** Jumps back to where {@link #here} was, unless the last instruction gave zero. */
    private void jumpIfNotZero(int target) {
        code.write(0x0F);
        code.write(0x85);
        int32(target - (code.size() + Integer.BYTES));
    }

    private void rex(int reg, int base) {
        code.write(0x48 | reg << 2 | base);
    }

    void int32(int value) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            code.write(value >> shift);
        }
    }
}
