package io.actionstream.model.network;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/**
 * Makes glibc keep the memory of freed tensors. By default it maps and unmaps every large block, so that each operation
 * of the network pays for fresh pages, which can cost more than the operation itself. Other allocators and other systems
 * are left alone.
 *
 * <p>Two things are needed: {@link #keep()}, and that the thread that makes the tensors allocates from glibc's main
 * arena, since blocks above 64 MiB are mapped and unmapped in every other one whatever the settings. A Java thread gets
 * the arena that chance gives it; {@link #thread} starts threads until one has the main arena.
 */
public final class MallocTuning {
    /** Parameters of mallopt(3). */
    private static final int M_TRIM_THRESHOLD = -1;

    private static final int M_TOP_PAD = -2;
    private static final int M_MMAP_MAX = -4;
    private static final int M_ARENA_MAX = -8;

    private static final int TOP_PAD = 64 << 20;

    /** Larger than what glibc caches for a thread whatever the arena it came from. */
    private static final long PROBE_BYTES = 1 << 13;

    private static final int MOST_THREADS = 128;

    private MallocTuning() {}

    /** Asks the allocator to keep what is freed; true when it took it. */
    public static boolean keep() {
        try {
            return Platform.isLinux()
                    && set(M_ARENA_MAX, 1)
                    && set(M_MMAP_MAX, 0)
                    && set(M_TRIM_THRESHOLD, -1)
                    && set(M_TOP_PAD, TOP_PAD);
        } catch (LinkageError e) {
            return false;
        }
    }

    /**
     * Computes something on such a thread and waits for it.
     *
     * @param computation what to compute
     * @throws java.util.concurrent.CompletionException whose cause is what the computation threw
     */
    public static <T> T call(String name, Supplier<T> computation) {
        CompletableFuture<T> result = new CompletableFuture<>();
        thread(name, () -> {
            try {
                result.complete(computation.get());
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        });
        return result.join();
    }

    /**
     * Starts a daemon thread that allocates native memory from the main arena, if one can be had.
     *
     * @param body what the thread does
     */
    public static Thread thread(String name, Runnable body) {
        keep();
        CountDownLatch found = new CountDownLatch(1);
        try {
            for (int attempt = 1; ; attempt++) {
                boolean last = attempt == MOST_THREADS || !Platform.isLinux();
                CompletableFuture<Boolean> chosen = new CompletableFuture<>();
                Thread thread = new Thread(() -> run(body, last, chosen, found), name);
                thread.setDaemon(true);
                thread.start();
                if (chosen.join()) {
                    return thread;
                }
            }
        } finally {
            found.countDown();
        }
    }

    private static void run(Runnable body, boolean last, CompletableFuture<Boolean> chosen, CountDownLatch found) {
        boolean mine = last || inMainArena();
        chosen.complete(mine);
        if (mine) {
            body.run();
            return;
        }
        try {
            found.await(); // while it lives, its arena is not given to the next thread
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The main arena grows by sbrk, the others lie in mappings above it. */
    static boolean inMainArena() {
        try {
            Pointer block = (Pointer) function("malloc").invoke(Pointer.class, new Object[] {PROBE_BYTES});
            Pointer end = (Pointer) function("sbrk").invoke(Pointer.class, new Object[] {0L});
            function("free").invoke(new Object[] {block});
            return Long.compareUnsigned(Pointer.nativeValue(block), Pointer.nativeValue(end)) < 0;
        } catch (LinkageError e) {
            return true;
        }
    }

    private static boolean set(int parameter, int value) {
        return function("mallopt").invokeInt(new Object[] {parameter, value}) == 1;
    }

    private static Function function(String name) {
        return NativeLibrary.getInstance("c").getFunction(name);
    }
}
