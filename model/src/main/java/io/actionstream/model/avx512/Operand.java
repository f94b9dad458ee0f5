package io.actionstream.model.avx512;

/**
 * A place in memory: what an instruction reads or writes.
 *
 * @param base holds the address
 * @param bytes added to it
 * @param broadcast whether a vector instruction takes 32 bits of it for all its lanes
 */
record Operand(Gpr base, int bytes, boolean broadcast) {

    Operand plus(int more) {
        return new Operand(base, bytes + more, broadcast);
    }

    /** The number there, in every lane. */
    Operand inEveryLane() {
        return new Operand(base, bytes, true);
    }
}
