package io.actionstream.model.classify;

import io.actionstream.model.avx512.Avx512Network;
import io.actionstream.model.avx512.ClipMemory;
import io.actionstream.model.avx512.ThreadMemory;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.BooleanSupplier;

/**
 * A clip on its way through a network: one thread starts and finishes it, others may come, take pieces, and go. A piece is
 * begun when all of the pass before are done.
 */
final class SharedClip {
    /** How often a thread looks again at once, before it lets others have the core. */
    private static final int SPINS = 1000;

    private final Avx512Network network;
    private final byte[] pixels;
    private final AtomicIntegerArray taken; // pieces, by pass
    private final AtomicIntegerArray done;
    private final CompletableFuture<float[]> result = new CompletableFuture<>();
    private volatile ClipMemory memory;

    /** A clip that has not been started. */
    SharedClip(Avx512Network network, byte[] pixels) {
        this.network = network;
        this.pixels = pixels;
        this.taken = new AtomicIntegerArray(network.passes());
        this.done = new AtomicIntegerArray(network.passes());
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
        int last = network.passes() - 1;
        return taken.get(last) < network.pieces(last);
    }

    /** Takes pieces until none is left or the thread is wanted elsewhere. */
    void help(ThreadMemory thread, BooleanSupplier wanted) {
        for (int pass = 0; pass < network.passes(); pass++) {
            while (!wanted.getAsBoolean() && take(pass, thread)) {
                // the next one
            }
            if (!isComplete(pass, wanted)) {
                return;
            }
        }
    }

    /** Takes pieces until all are done, then tells the logits; nothing when the clip has failed. */
    void finish(ThreadMemory thread) {
        if (result.isDone()) {
            return;
        }
        try {
            help(thread, () -> false);
            result.complete(network.logits(memory));
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }

    private boolean take(int pass, ThreadMemory thread) {
        if (taken.get(pass) >= network.pieces(pass)) {
            return false;
        }
        int piece = taken.getAndIncrement(pass);
        if (piece >= network.pieces(pass)) {
            return false;
        }
        network.run(pass, piece, memory, thread);
        done.incrementAndGet(pass);
        return true;
    }

    /** Waits for other threads' pieces, for at most as long as one takes. */
    private boolean isComplete(int pass, BooleanSupplier wanted) {
        for (int spins = 0; done.get(pass) < network.pieces(pass); spins++) {
            if (wanted.getAsBoolean()) {
                return false;
            }
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
        return true;
    }

    /** The logits, when the clip is finished; throws what kept it from that. */
    float[] logits() {
        return Results.join(result);
    }

    void cancel() {
        result.completeExceptionally(new CancellationException("closed before this clip's turn came"));
    }
}
