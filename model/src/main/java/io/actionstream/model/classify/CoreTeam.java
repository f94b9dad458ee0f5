package io.actionstream.model.classify;

import io.actionstream.model.avx512.Avx512Network;
import io.actionstream.model.avx512.ClipMemory;
import io.actionstream.model.avx512.ThreadMemory;
import io.actionstream.model.concurrent.DaemonThreads;
import io.actionstream.model.concurrent.Threads;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/**
 * A thread for each core, which work on clips with an {@link Avx512Network}. A thread starts a clip when one waits, and
 * helps with one that another has started when none does: many clips run side by side, and a lone one on all cores. Any
 * number of threads may call it.
 */
final class CoreTeam implements ForwardPass {
    private final Avx512Network network;
    private final Deque<SharedClip> waiting = new ArrayDeque<>();
    private final List<SharedClip> started = new ArrayList<>();
    private final List<ClipMemory> free = new ArrayList<>();
    private final List<ThreadMemory> scratches = new ArrayList<>();
    private final List<Thread> threads;
    private volatile boolean someWait;
    private boolean closed;
    private boolean released;

    /** Takes over a network, which is closed with it, and starts the threads. */
    CoreTeam(Avx512Network network, int cores) {
        this.network = network;
        for (int i = 0; i < cores; i++) {
            free.add(network.newClipMemory());
            scratches.add(network.newThreadMemory());
        }
        DaemonThreads factory = new DaemonThreads("core");
        threads = IntStream.range(0, cores)
                .mapToObj(core -> factory.newThread(() -> run(scratches.get(core))))
                .toList();
        threads.forEach(Thread::start);
    }

    @Override
    public float[][] of(List<byte[]> clips) {
        List<SharedClip> all =
                clips.stream().map(pixels -> new SharedClip(network, pixels)).toList();
        synchronized (this) {
            if (closed) {
                throw new CancellationException("the classifier is closed");
            }
            waiting.addAll(all);
            someWait = !waiting.isEmpty();
            notifyAll();
        }
        return all.stream().map(SharedClip::logits).map(Softmax::of).toArray(float[][]::new);
    }

    private void run(ThreadMemory scratch) {
        for (SharedClip clip = next(); clip != null; clip = next()) {
            if (clip.isStarted()) {
                clip.help(scratch, () -> someWait);
            } else {
                lead(clip, scratch);
            }
        }
    }

    /** Waits for a clip to start or to help with; null once closed. */
    private synchronized SharedClip next() {
        while (!closed) {
            if (!waiting.isEmpty()) {
                SharedClip clip = waiting.removeFirst();
                someWait = !waiting.isEmpty();
                return clip;
            }
            for (SharedClip clip : started) {
                if (clip.hasPiecesLeft()) {
                    return clip;
                }
            }
            await();
        }
        return null;
    }

    private void await() {
        try {
            wait();
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private void lead(SharedClip clip, ThreadMemory scratch) {
        ClipMemory memory = begin(clip);
        clip.finish(scratch);
        synchronized (this) {
            started.remove(clip);
            free.add(memory);
        }
    }

    private ClipMemory begin(SharedClip clip) {
        ClipMemory memory;
        synchronized (this) {
            memory = free.remove(free.size() - 1); // there are as many as threads
        }
        if (clip.start(memory)) {
            synchronized (this) {
                started.add(clip);
                notifyAll();
            }
        }
        return memory;
    }

    /**
     * Ends each thread after the clip that it is at; what still waits is cancelled. If one does not end, no memory is freed.
     * A second call does nothing.
     */
    @Override
    public void close() {
        synchronized (this) {
            if (released) {
                return;
            }
            released = true;
            closed = true;
            waiting.forEach(SharedClip::cancel);
            waiting.clear();
            notifyAll();
        }
        if (Threads.join(threads, Threads.PATIENCE)) {
            free.forEach(ClipMemory::close);
            scratches.forEach(ThreadMemory::close);
            network.close();
        }
    }
}
