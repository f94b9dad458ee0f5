package io.actionstream.inference.network;

import io.actionstream.kernels.inference.ClipMemory;
import io.actionstream.kernels.inference.InferenceNetwork;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.BooleanSupplier;

/**
 * A clip on its way through a network: one thread starts and finishes it, others may come, take tasks, and go. A task is
 * begun when those are done that it comes after.
 */
final class SharedClip {
    /** The number of times that a thread looks again at once, before it lets others have the core. */
    private static final int SPINS = 1000;

    private final InferenceNetwork network;
    private final byte[] pixels;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicIntegerArray done; // by task: 1 when it is
    private final CompletableFuture<float[]> result = new CompletableFuture<>();
    private volatile ClipMemory memory;
    private volatile int firstDone; // at least so many of the first tasks are done

    /** A clip that has not been started. */
    SharedClip(InferenceNetwork network, byte[] pixels) {
        this.network = network;
        this.pixels = pixels;
        this.done = new AtomicIntegerArray(network.tasks());
    }

    /** Gives the clip memory that is its own until it is finished; false when it has failed. */
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

    boolean hasTasksLeft() {
        return taken.get() < network.tasks();
    }

    /** Takes tasks until none is left or the thread is wanted elsewhere. */
    void help(float[] thread, BooleanSupplier wanted) {
        for (int task = taken.get(); task < network.tasks(); task = taken.get()) {
            if (!areDone(network.after(task), wanted)) {
                return;
            }
            if (taken.compareAndSet(task, task + 1)) {
                run(task, thread);
            }
        }
    }

    /** Works on a task; when that fails, so does the clip, but no thread waits for the task. */
    private void run(int task, float[] thread) {
        try {
            network.run(task, memory, thread);
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        } finally {
            done.set(task, 1);
        }
    }

    /** Takes tasks until all are done, then tells the logits; nothing when the clip was not started. */
    void finish(float[] thread) {
        if (!isStarted()) {
            return;
        }
        try {
            help(thread, () -> false);
            areDone(network.tasks(), () -> false);
            result.complete(network.logits(memory));
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }

    /** Waits for the first tasks that others are at; false when the thread is wanted elsewhere. */
    private boolean areDone(int tasks, BooleanSupplier wanted) {
        for (int spins = 0; !areDone(tasks); spins++) {
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

    private boolean areDone(int tasks) {
        int first = firstDone;
        while (first < tasks && done.get(first) == 1) {
            first++;
        }
        firstDone = first;
        return first >= tasks;
    }

    /** The logits, when the clip is finished; throws what kept it from that. */
    float[] logits() {
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    void cancel() {
        result.completeExceptionally(new CancellationException("closed before this clip's turn came"));
    }
}
