package io.actionstream.inference;

import io.actionstream.model.clip.ClipSpec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A model that answers its clips when the test says so. */
final class FakeModel implements ClassificationService {

    private static final long PATIENCE_SECONDS = 10;

    private final String version;
    private final BlockingQueue<CompletableFuture<ClipResult>> clips = new LinkedBlockingQueue<>();
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

    synchronized long cancelled() {
        return clips.stream().filter(CompletableFuture::isCancelled).count();
    }

    /** Answers the clip that has waited longest, once there is one. */
    void answer() throws InterruptedException {
        CompletableFuture<ClipResult> clip = clips.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (clip == null) {
            throw new AssertionError("model " + version + " was given no clip");
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
