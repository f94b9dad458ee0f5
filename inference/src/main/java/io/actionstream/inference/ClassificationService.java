package io.actionstream.inference;

import io.actionstream.model.classify.ModelRelease;
import io.actionstream.model.clip.ClipSpec;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Decodes and classifies clips off the caller's thread. {@link #submit} never blocks on either; one service may be
 * shared by many callers.
 */
public interface ClassificationService extends AutoCloseable {

    /** The clips that it takes. */
    ClipSpec spec();

    /**
     * Decodes and classifies one clip.
     *
     * @param images the distinct encoded frames
     * @param positions for each position of the clip, {@code spec().frames()} of them, the index into {@code images},
     *     or -1 where padding stands
     * @return completes with the result, or exceptionally when classification itself failed; a clip whose result is
     *     cancelled leaves the queue if it has not been begun
     */
    CompletableFuture<ClipResult> submit(List<byte[]> images, int[] positions);

    /**
     * Asks for a newer model; a release that is not newer, or the same model again, changes nothing. The present model
     * goes on until the new one is ready, or when it cannot be used. Only before the first clip there is nothing to go on
     * with: then clips wait. Never blocks.
     *
     * @return completes when new clips go to that model, exceptionally with why it cannot be used; only for the first who
     *     asks for a release, for others at once
     */
    default CompletableFuture<Void> use(ModelRelease release) {
        return CompletableFuture.failedFuture(new UnsupportedOperationException("this service has one model only"));
    }

    @Override
    void close();
}
