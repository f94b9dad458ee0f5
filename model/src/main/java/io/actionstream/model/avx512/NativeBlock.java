package io.actionstream.model.avx512;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/** Memory outside of Java's heap, of whole pages that start as zeros. */
final class NativeBlock implements AutoCloseable {
    /** Constants of mmap(2) and madvise(2) on Linux. */
    private static final int PROT_READ = 1;

    private static final int PROT_WRITE = 2;
    private static final int PROT_EXEC = 4;
    private static final int MAP_PRIVATE_ANONYMOUS = 0x22;
    private static final int MADV_HUGEPAGE = 14;
    private static final int NO_FILE = -1;

    private final Pointer start;
    private final long bytes;

    /**
     * Maps memory.
     *
     * @throws OutOfMemoryError when the system gives none
     */
    NativeBlock(long bytes) {
        this.bytes = Math.max(bytes, 1);
        this.start = (Pointer) function("mmap").invoke(Pointer.class, new Object[] {
            Pointer.NULL, this.bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE_ANONYMOUS, NO_FILE, 0L
        });
        if (Pointer.nativeValue(start) == NO_FILE) {
            throw new OutOfMemoryError("the system gives no " + bytes + " bytes of memory");
        }
        function("madvise").invokeInt(new Object[] {start, this.bytes, MADV_HUGEPAGE}); // advice: it may be refused
    }

    /** Makes the memory executable, and unwritable for good; false when the system does not allow it. */
    boolean seal() {
        return function("mprotect").invokeInt(new Object[] {start, bytes, PROT_READ | PROT_EXEC}) == 0;
    }

    /** Makes all of it zeros. */
    void clear() {
        start.setMemory(0, bytes, (byte) 0);
    }

    Pointer pointer() {
        return start;
    }

    long address() {
        return Pointer.nativeValue(start);
    }

    @Override
    public void close() {
        function("munmap").invokeInt(new Object[] {start, bytes});
    }

    private static Function function(String name) {
        return NativeLibrary.getInstance("c").getFunction(name);
    }
}
