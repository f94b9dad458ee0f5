package io.actionstream.inference.network;

import io.actionstream.kernels.inference.ClipMemory;
import io.actionstream.kernels.inference.InferenceNetwork;
import io.actionstream.model.concurrent.DaemonThreads;
import io.actionstream.model.concurrent.Threads;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A thread for each core, which work on clips with an {@link InferenceNetwork}. A thread starts a clip when one waits, and
 * helps with one that another has started when none does: many clips run side by side, and a lone one on all cores. Any
 * number of threads may call it.
 */
final class CoreTeam implements ForwardPass {
    private final InferenceNetwork network;
    private final Consumer<CoreTeam> warmUp;
    private final Deque<SharedClip> waiting = new ArrayDeque<>();
    private final List<SharedClip> started = new ArrayList<>();
    private final List<ClipMemory> free = new ArrayList<>();
    private final List<Thread> threads;
    private volatile boolean someWait;
    private boolean closed;

    /** Starts the threads of a team that has nothing to compile. */
    CoreTeam(InferenceNetwork network, int cores) {
        this(network, cores, team -> {});
    }

    /**
     * Starts the threads.
     *
     * @param warmUp has Java compile the network
     */
    CoreTeam(InferenceNetwork network, int cores, Consumer<CoreTeam> warmUp) {
        this.network = network;
        this.warmUp = warmUp;
        for (int i = 0; i < cores; i++) {
            free.add(network.newClipMemory());
        }
        DaemonThreads factory = new DaemonThreads("core");
        threads = IntStream.range(0, cores)
                .mapToObj(core -> factory.newThread(() -> run(network.newThreadMemory())))
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

    @Override
    public int callers() {
        return threads.size();
    }

    @Override
    public int mostAtOnce() {
        return 1;
    }

    @Override
    public void compile() {
        warmUp.accept(this);
    }

    private void run(float[] scratch) {
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
                if (clip.hasTasksLeft()) {
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

    private void lead(SharedClip clip, float[] scratch) {
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
     * Ends each thread after the clip that it is at; what still waits is cancelled. A second call does nothing.
     */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            waiting.forEach(SharedClip::cancel);
            waiting.clear();
            notifyAll();
        }
        Threads.join(threads, Threads.PATIENCE);
    }
}
