package io.actionstream.bench.stream;

import io.actionstream.inference.ClassificationService;
import io.actionstream.inference.ClipResult;
import io.actionstream.model.clip.ClipSpec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Says the same of every clip, at once: the stream without the network. */
final class InstantClassification implements ClassificationService {
    private static final ClipResult RESULT = new ClipResult(new float[] {1}, Map.of(), List.of("Any"), "none");

    @Override
    public ClipSpec spec() {
        return ClipSpec.TUTORIAL;
    }

    @Override
    public CompletableFuture<ClipResult> submit(List<byte[]> images, int[] positions) {
        return CompletableFuture.completedFuture(RESULT);
    }

    @Override
    public void close() {}
}
