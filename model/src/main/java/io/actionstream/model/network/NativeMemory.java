package io.actionstream.model.network;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;

/**
 * Tells glibc to keep the memory of freed tensors. By default it maps and unmaps every large block, so that each
 * operation of the network pays for fresh pages, three times the cost of the whole network. Other allocators and other
 * systems are left alone.
 */
final class NativeMemory {
    /** Parameters of mallopt(3). */
    private static final int M_TRIM_THRESHOLD = -1;

    private static final int M_TOP_PAD = -2;
    private static final int M_MMAP_MAX = -4;
    private static final int M_ARENA_MAX = -8;

    private static final int TOP_PAD = 64 << 20;

    private NativeMemory() {}

    /** Asks once; true when the allocator took it. */
    static boolean keep() {
        if (!Platform.isLinux()) {
            return false;
        }
        try {
            Function mallopt = NativeLibrary.getInstance("c").getFunction("mallopt");
            return set(mallopt, M_ARENA_MAX, 1)
                    & set(mallopt, M_MMAP_MAX, 0)
                    & set(mallopt, M_TRIM_THRESHOLD, -1)
                    & set(mallopt, M_TOP_PAD, TOP_PAD);
        } catch (UnsatisfiedLinkError e) {
            return false;
        }
    }

    private static boolean set(Function mallopt, int parameter, int value) {
        return mallopt.invokeInt(new Object[] {parameter, value}) == 1;
    }
}
