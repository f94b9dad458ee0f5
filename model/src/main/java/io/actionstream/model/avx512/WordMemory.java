package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.List;

/**
 * Memory of zeros for a function whose only argument is its start: that is the base {@link Base#SCRATCH}, and the addresses
 * of the bases are at it. Freed when nothing refers to it.
 */
final class WordMemory {
    private final Memory memory;

    WordMemory(long bytes) {
        memory = aligned(bytes);
        memory.clear();
        memory.setLong((long) Base.SCRATCH.ordinal() * Long.BYTES, address());
    }

    /** Memory that starts where a vector may. */
    static Memory aligned(long bytes) {
        return new Memory(bytes + VECTOR_BYTES).align(VECTOR_BYTES);
    }

    /** A list of the one call of such a function. */
    static List<Call> call(Kernel kernel) {
        return List.of(Call.of(kernel, new Place(Base.SCRATCH, 0)));
    }

    Memory memory() {
        return memory;
    }

    /** Its start. */
    long address() {
        return Pointer.nativeValue(memory);
    }

    void set(MemoryWord word, long value) {
        memory.setLong(word.offset(), value);
    }

    long get(MemoryWord word) {
        return memory.getLong(word.offset());
    }
}
