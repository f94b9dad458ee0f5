package io.actionstream.inference;

import io.actionstream.model.classify.ModelRelease;
import io.actionstream.model.clip.ClipSpec;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps a service from falling behind: so many clips are at the service at once, so many more wait for their turn in the
 * order in which they came, and when another one comes the clip that has waited longest fails with an
 * {@link OverloadException}. When the images of all these clips are too many bytes, the largest that waits fails, of equal
 * ones that which has waited longest; a clip larger than all that is taken while there is no other. A clip that is at the
 * service is never dropped.
 */
public final class LoadSheddingClassification implements ClassificationService {

    private final ClassificationService service;
    private final int mostAtOnce;
    private final int mostWaiting;
    private final long mostBytes;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int running;
    private long bytes; // of the clips that run or wait

    private record Waiting(List<byte[]> images, int[] positions, long bytes, CompletableFuture<ClipResult> result) {}

    /** Takes over the service, which is closed with this. */
    public LoadSheddingClassification(ClassificationService service, int mostAtOnce, int mostWaiting, long mostBytes) {
        this.service = service;
        this.mostAtOnce = requirePositive("mostAtOnce", mostAtOnce);
        this.mostWaiting = requirePositive("mostWaiting", mostWaiting);
        this.mostBytes = mostBytes;
    }

    @Override
    public ClipSpec spec() {
        return service.spec();
    }

    @Override
    public CompletableFuture<ClipResult> submit(List<byte[]> images, int[] positions) {
        long size = images.stream().mapToLong(image -> image.length).sum();
        var clip = new Waiting(images, positions, size, new CompletableFuture<>());
        Waiting tooMany = add(clip);
        if (tooMany != null) {
            tooMany.result.completeExceptionally(new OverloadException("dropped after the longest wait, for "
                    + mostAtOnce + " clips were being classified and " + mostWaiting + " came after it"));
        }
        for (Waiting tooLarge = takeTooLarge(); tooLarge != null; tooLarge = takeTooLarge()) {
            tooLarge.result.completeExceptionally(new OverloadException("dropped as the largest that waited, of "
                    + tooLarge.bytes + " bytes, for clips had more than " + mostBytes + " bytes"));
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

    /** The clip that has to leave for its bytes; null when there is room. */
    private synchronized Waiting takeTooLarge() {
        boolean alone = running == 0 && waiting.size() == 1;
        if (bytes <= mostBytes || waiting.isEmpty() || alone) {
            return null;
        }
        Waiting largest = Collections.max(waiting, Comparator.comparingLong(Waiting::bytes)); // the first of equal ones
        waiting.remove(largest);
        bytes -= largest.bytes;
        return largest;
    }

    /** The clip that has to leave; null when there is room. */
    private synchronized Waiting add(Waiting clip) {
        removeForgotten();
        waiting.addLast(clip);
        bytes += clip.bytes;
        if (running < mostAtOnce || waiting.size() <= mostWaiting) {
            return null;
        }
        Waiting oldest = waiting.removeFirst();
        bytes -= oldest.bytes;
        return oldest;
    }

    /** Nobody waits any more for a clip that took too long. */
    private void removeForgotten() {
        waiting.removeIf(clip -> {
            boolean forgotten = clip.result.isDone();
            bytes -= forgotten ? clip.bytes : 0;
            return forgotten;
        });
    }

    private synchronized Waiting next() {
        removeForgotten();
        if (running == mostAtOnce || waiting.isEmpty()) {
            return null;
        }
        running++;
        return waiting.removeFirst();
    }

    private synchronized void ended(Waiting clip) {
        running--;
        bytes -= clip.bytes;
    }

    private void startNext() {
        Waiting clip = next();
        if (clip != null) {
            CompletableFuture<ClipResult> started = start(clip);
            Results.cancelling(started, clip.result);
            started.whenComplete((result, failure) -> {
                ended(clip);
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
