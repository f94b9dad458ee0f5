package io.actionstream.operators.classify;

import io.actionstream.inference.ClassificationService;
import io.actionstream.inference.ClipResult;
import io.actionstream.model.classify.ModelRelease;
import io.actionstream.model.clip.ClipSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Answers when the test says so. */
final class FakeClassificationService implements ClassificationService {

    final List<List<byte[]>> images = new ArrayList<>();
    final List<int[]> positions = new ArrayList<>();
    final CompletableFuture<ClipResult> answer = new CompletableFuture<>();
    final List<CompletableFuture<ClipResult>> results = new ArrayList<>();
    final List<ModelRelease> models = new ArrayList<>();
    final CompletableFuture<Void> modelLoaded = new CompletableFuture<>();
    RuntimeException refusal;
    int timesClosed;

    @Override
    public ClipSpec spec() {
        return ClipSpec.TUTORIAL;
    }

    @Override
    public CompletableFuture<ClipResult> submit(List<byte[]> clipImages, int[] clipPositions) {
        if (refusal != null) {
            throw refusal;
        }
        images.add(clipImages);
        positions.add(clipPositions);
        CompletableFuture<ClipResult> result = answer.copy();
        results.add(result);
        return result;
    }

    @Override
    public CompletableFuture<Void> use(ModelRelease release) {
        models.add(release);
        return modelLoaded;
    }

    @Override
    public void close() {
        timesClosed++;
    }
}
