package io.actionstream.jobs.savepoint;

import io.actionstream.inference.ClassificationService;
import io.actionstream.inference.ClipResult;
import io.actionstream.jobs.testing.ColourClassifier;
import io.actionstream.model.classify.ModelRelease;
import io.actionstream.model.clip.ClipSpec;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A colour classifier that never answers for clips of one colour, so that they are in flight when the job stops. */
final class HoldingClassifier implements ClassificationService {

    private final String held;
    private final ColourClassifier colours = new ColourClassifier();

    HoldingClassifier(String held) {
        this.held = held;
    }

    @Override
    public ClipSpec spec() {
        return colours.spec();
    }

    @Override
    public CompletableFuture<ClipResult> submit(List<byte[]> images, int[] positions) {
        return colours.submit(images, positions)
                .thenCompose(result -> isHeld(result)
                        ? new CompletableFuture<ClipResult>()
                        : CompletableFuture.completedFuture(result));
    }

    @Override
    public CompletableFuture<Void> use(ModelRelease release) {
        return colours.use(release);
    }

    @Override
    public void close() {
        colours.close();
    }

    private boolean isHeld(ClipResult result) {
        return result.probabilities()[result.labels().indexOf(held)] > 0.5;
    }
}
