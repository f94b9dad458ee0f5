package io.actionstream.model.avx512;

/** The general-purpose registers, in the order of their numbers. */
enum Gpr {
    RAX,
    RCX,
    RDX,
    RBX,
    RSP,
    RBP,
    RSI,
    RDI,
    R8,
    R9,
    R10,
    R11,
    R12,
    R13,
    R14,
    R15;

    /** The memory at an offset from this register's address. */
    Operand at(int bytes) {
        return new Operand(this, bytes, false);
    }

    /** The number (32 bits) at an offset from this register's address, in every lane. */
    Operand everyLane(int bytes) {
        return new Operand(this, bytes, true);
    }

    int low() {
        return ordinal() & 7;
    }

    int high() {
        return ordinal() >> 3;
    }
}
