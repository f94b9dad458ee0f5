package io.actionstream.model.avx512;

/** A number of 64 bits in a {@link WordMemory}, after the addresses of the bases; an enumeration has them in their order. */
interface MemoryWord {
    int ordinal();

    default int offset() {
        return Assembler.VECTOR_BYTES + ordinal() * Long.BYTES;
    }

    default Operand in(Gpr memory) {
        return memory.at(offset());
    }
}
