package io.actionstream.model.classify;

import io.actionstream.model.clip.ClipSpec;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** A model that answers its clips when the test says so. */
final class FakeModel implements ClassificationService {

    private final String version;
    private final Queue<CompletableFuture<ClipResult>> clips = new ArrayDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private int timesClosed;

    FakeModel(String version) {
        this.version = version;
    }

    @Override
    public ClipSpec spec() {
        return ClipSpec.TUTORIAL;
    }

    @Override
    public synchronized CompletableFuture<ClipResult> submit(List<byte[]> images, int[] positions) {
        if (images.isEmpty()) {
            throw new IllegalArgumentException("no images");
        }
        CompletableFuture<ClipResult> clip = new CompletableFuture<>();
        clips.add(clip);
        return clip;
    }

    synchronized int clips() {
        return clips.size();
    }

    void answer() {
        CompletableFuture<ClipResult> clip;
        synchronized (this) {
            clip = clips.remove();
        }
        clip.complete(new ClipResult(new float[] {1}, Map.of(), List.of("Archery"), version));
    }

    @Override
    public synchronized void close() {
        timesClosed++;
        clips.forEach(clip -> clip.cancel(false));
        closed.countDown();
    }

    synchronized int timesClosed() {
        return timesClosed;
    }

    void awaitClosed() throws InterruptedException {
        closed.await();
    }
}
