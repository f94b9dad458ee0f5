package io.actionstream.model.classify;

import io.actionstream.model.clip.ClipSpec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps a service from falling behind: so many clips are at the service at once, so many more wait for their turn in the
 * order in which they came, and when another one comes the clip that has waited longest fails with an
 * {@link OverloadException}. A clip that is at the service is never dropped.
 */
public final class DroppingClassification implements ClassificationService {

    private final ClassificationService service;
    private final int mostAtOnce;
    private final int mostWaiting;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int running;

    private record Waiting(List<byte[]> images, int[] positions, CompletableFuture<ClipResult> result) {}

    /** Takes over the service, which is closed with this. */
    public DroppingClassification(ClassificationService service, int mostAtOnce, int mostWaiting) {
        this.service = service;
        this.mostAtOnce = requirePositive("mostAtOnce", mostAtOnce);
        this.mostWaiting = requirePositive("mostWaiting", mostWaiting);
    }

    @Override
    public ClipSpec spec() {
        return service.spec();
    }

    @Override
    public CompletableFuture<ClipResult> submit(List<byte[]> images, int[] positions) {
        var clip = new Waiting(images, positions, new CompletableFuture<>());
        Waiting dropped = add(clip);
        if (dropped != null) {
            dropped.result.completeExceptionally(new OverloadException("dropped after the longest wait, for "
                    + mostAtOnce + " clips were being classified and " + mostWaiting + " came after it"));
        }
        startNext();
        return clip.result;
    }

    @Override
    public CompletableFuture<Void> use(ModelRelease release) {
        return service.use(release);
    }

    @Override
    public void close() {
        takeWaiting()
                .forEach(clip -> clip.result.completeExceptionally(
                        new CancellationException("closed before this clip's turn came")));
        service.close();
    }

    private synchronized List<Waiting> takeWaiting() {
        List<Waiting> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }

    /** The clip that has to leave; null when there is room. */
    private synchronized Waiting add(Waiting clip) {
        waiting.addLast(clip);
        return running == mostAtOnce && waiting.size() > mostWaiting ? waiting.removeFirst() : null;
    }

    private synchronized Waiting next() {
        waiting.removeIf(clip -> clip.result.isDone());
        if (running == mostAtOnce || waiting.isEmpty()) {
            return null;
        }
        running++;
        return waiting.removeFirst();
    }

    private synchronized void ended() {
        running--;
    }

    private void startNext() {
        Waiting clip = next();
        if (clip != null) {
            CompletableFuture<ClipResult> started = start(clip);
            Results.cancelling(started, clip.result);
            started.whenComplete((result, failure) -> {
                ended();
                startNext();
                Results.end(clip.result, result, failure);
            });
        }
    }

    private CompletableFuture<ClipResult> start(Waiting clip) {
        try {
            return service.submit(clip.images, clip.positions);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static int requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, not " + value);
        }
        return value;
    }
}
