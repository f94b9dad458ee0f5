package io.actionstream.model.classify;

import io.actionstream.model.avx512.Avx512Network;
import io.actionstream.model.avx512.ClipMemory;
import io.actionstream.model.avx512.ThreadMemory;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.BooleanSupplier;

/**
 * A clip on its way through a network: one thread starts and finishes it, others may come, take pieces, and go. A piece is
 * begun when those are done that it comes after.
 */
final class SharedClip {
    /** How often a thread looks again at once, before it lets others have the core. */
    private static final int SPINS = 1000;

    private final Avx512Network network;
    private final byte[] pixels;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicIntegerArray done; // by piece: 1 when it is
    private final CompletableFuture<float[]> result = new CompletableFuture<>();
    private volatile ClipMemory memory;
    private volatile int firstDone; // at least so many of the first pieces are done

    /** A clip that has not been started. */
    SharedClip(Avx512Network network, byte[] pixels) {
        this.network = network;
        this.pixels = pixels;
        this.done = new AtomicIntegerArray(network.pieces());
    }

    /** Copies the clip to memory that is the clip's until it is finished; false when it has failed. */
    boolean start(ClipMemory clip) {
        try {
            network.put(pixels, clip);
            memory = clip;
            return true;
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
            return false;
        }
    }

    boolean isStarted() {
        return memory != null;
    }

    boolean hasPiecesLeft() {
        return taken.get() < network.pieces();
    }

    /** Takes pieces until none is left or the thread is wanted elsewhere. */
    void help(ThreadMemory thread, BooleanSupplier wanted) {
        for (int piece = taken.get(); piece < network.pieces(); piece = taken.get()) {
            if (!areDone(network.after(piece), wanted)) {
                return;
            }
            if (taken.compareAndSet(piece, piece + 1)) {
                run(piece, thread);
            }
        }
    }

    /** Works on a piece; when that fails, so does the clip, but no thread waits for the piece. */
    private void run(int piece, ThreadMemory thread) {
        try {
            network.run(piece, memory, thread);
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        } finally {
            done.set(piece, 1);
        }
    }

    /** Takes pieces until all are done, then tells the logits; nothing when the clip was not started. */
    void finish(ThreadMemory thread) {
        if (!isStarted()) {
            return;
        }
        try {
            help(thread, () -> false);
            areDone(network.pieces(), () -> false);
            result.complete(network.logits(memory));
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }

    /** Waits for the first pieces that others are at; false when the thread is wanted elsewhere. */
    private boolean areDone(int pieces, BooleanSupplier wanted) {
        for (int spins = 0; !areDone(pieces); spins++) {
            if (wanted.getAsBoolean()) {
                return false;
            }
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
        return !wanted.getAsBoolean();
    }

    private boolean areDone(int pieces) {
        int first = firstDone;
        while (first < pieces && done.get(first) == 1) {
            first++;
        }
        firstDone = first;
        return first >= pieces;
    }

    /** The logits, when the clip is finished; throws what kept it from that. */
    float[] logits() {
        return Results.join(result);
    }

    void cancel() {
        result.completeExceptionally(new CancellationException("closed before this clip's turn came"));
    }
}
