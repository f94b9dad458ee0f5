package io.actionstream.inference;

import io.actionstream.model.concurrent.Threads;
import io.actionstream.model.network.MallocTuning;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Gathers single items into batches for worker threads. An idle worker takes what there is; a busy one finds the next
 * batch filled. With a delay above zero an idle worker first waits that long for a batch to fill, which pays on devices
 * that are much faster on full batches.
 */
final class MicroBatcher<I, O> implements AutoCloseable {
    private final int maxBatch;
    private final long maxDelayNanos;
    private final Function<List<I>, List<O>> work;
    private final Deque<Pending<I, O>> queue = new ArrayDeque<>();
    private final List<Thread> workers;
    private boolean closed;

    private record Pending<I, O>(I item, CompletableFuture<O> result, long deadline) {}

    /**
     * Starts the workers.
     *
     * @param workers how many batches are worked on at the same time
     * @param maxBatch the most items in a batch
     * @param maxDelay how long the first item of a batch may wait for others
     * @param work gives a result for each item, in order; called by the workers only
     */
    MicroBatcher(String name, int workers, int maxBatch, Duration maxDelay, Function<List<I>, List<O>> work) {
        if (maxBatch < 1) {
            throw new IllegalArgumentException("the largest batch must be at least 1, not " + maxBatch);
        }
        this.maxBatch = maxBatch;
        this.maxDelayNanos = maxDelay.toNanos();
        this.work = work;
        this.workers = Stream.generate(() -> MallocTuning.thread(name, this::run))
                .limit(workers)
                .toList();
    }

    /** Adds an item to a coming batch. */
    CompletableFuture<O> submit(I item) {
        CompletableFuture<O> result = new CompletableFuture<>();
        synchronized (queue) {
            if (closed) {
                result.completeExceptionally(new CancellationException("the batcher is closed"));
            } else {
                queue.addLast(new Pending<>(item, result, System.nanoTime() + maxDelayNanos));
                queue.notifyAll();
            }
        }
        return result;
    }

    /** Items that no worker has taken. */
    int waiting() {
        synchronized (queue) {
            return queue.size();
        }
    }

    @Override
    public void close() {
        end(Threads.PATIENCE);
    }

    /**
     * Ends each worker after the batch it is at; what still waits is cancelled.
     *
     * @return false when a worker was still at its batch after {@code patience}, and is left alone
     */
    boolean end(Duration patience) {
        cancelWaiting();
        return Threads.join(workers, patience);
    }

    private void run() {
        try {
            List<Pending<I, O>> batch = nextBatch();
            while (!batch.isEmpty()) {
                complete(batch);
                batch = nextBatch();
            }
        } finally {
            cancelWaiting();
        }
    }

    private void cancelWaiting() {
        List<Pending<I, O>> waiting;
        synchronized (queue) {
            closed = true;
            waiting = List.copyOf(queue);
            queue.clear();
            queue.notifyAll();
        }
        waiting.forEach(pending ->
                pending.result.completeExceptionally(new CancellationException("closed before this item's turn came")));
    }

    /** Waits for the next batch; empty once closed. */
    private List<Pending<I, O>> nextBatch() {
        List<Pending<I, O>> batch = new ArrayList<>();
        synchronized (queue) {
            while (!closed && !ready()) {
                await();
            }
            while (!closed && !queue.isEmpty() && batch.size() < maxBatch) {
                batch.add(queue.removeFirst());
            }
        }
        return batch;
    }

    private boolean ready() {
        return queue.size() >= maxBatch || !queue.isEmpty() && queue.getFirst().deadline - System.nanoTime() <= 0;
    }

    private void await() {
        try {
            if (queue.isEmpty()) {
                queue.wait();
            } else {
                long nanos = queue.getFirst().deadline - System.nanoTime();
                queue.wait(Math.max(1, nanos / 1_000_000));
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private void complete(List<Pending<I, O>> batch) {
        List<O> results;
        try {
            results = work.apply(batch.stream().map(Pending::item).toList());
            if (results.size() != batch.size()) {
                throw new IllegalStateException(results.size() + " results for a batch of " + batch.size());
            }
        } catch (RuntimeException | Error e) {
            batch.forEach(pending -> pending.result.completeExceptionally(e));
            return;
        }
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).result.complete(results.get(i));
        }
    }
}
