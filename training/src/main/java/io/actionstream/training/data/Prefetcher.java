package io.actionstream.training.data;

import io.actionstream.model.concurrent.DaemonThreads;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs tasks ahead of their consumer on threads of its own, and gives the results in the order of the tasks. */
public final class Prefetcher<T> implements AutoCloseable {
    private final ExecutorService threads;
    private final Iterator<Callable<T>> tasks;
    private final Queue<Future<T>> ahead = new ArrayDeque<>();
    private final int depth;

    /**
     * Starts fetching.
     *
     * @param depth how many results may be under way or waiting
     */
    public Prefetcher(Iterator<Callable<T>> tasks, int threadCount, int depth) {
        this.tasks = tasks;
        this.depth = depth;
        this.threads = Executors.newFixedThreadPool(threadCount, new DaemonThreads("load-clips"));
        fill();
    }

    /** True while there are results to come. */
    public boolean hasNext() {
        return !ahead.isEmpty();
    }

    /** The next result; waits for it. */
    public T next() throws IOException, InterruptedException {
        Future<T> future = ahead.remove();
        fill();
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw asIoException(e.getCause());
        }
    }

    private void fill() {
        while (ahead.size() < depth && tasks.hasNext()) {
            ahead.add(threads.submit(tasks.next()));
        }
    }

    private static IOException asIoException(Throwable cause) {
        return cause instanceof IOException io ? io : new IOException(cause.toString(), cause);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
