package io.actionstream.jobs.events;

import io.actionstream.inference.ClassificationService;
import io.actionstream.inference.ClipResult;
import io.actionstream.jobs.testing.ColourClassifier;
import io.actionstream.model.classify.ModelRelease;
import io.actionstream.model.clip.ClipSpec;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Answers each clip when it likes, so later ones before earlier ones, and fails on what is green. */
final class UnsteadyClassifier implements ClassificationService {

    private static final int MOST_MILLIS = 300;

    private final ClassificationService colours = new ColourClassifier();
    private final Random random = new Random(7);

    @Override
    public ClipSpec spec() {
        return colours.spec();
    }

    @Override
    public CompletableFuture<ClipResult> submit(List<byte[]> images, int[] positions) {
        Executor later = CompletableFuture.delayedExecutor(random.nextInt(MOST_MILLIS), TimeUnit.MILLISECONDS);
        return colours.submit(images, positions).thenApplyAsync(UnsteadyClassifier::refuseGreen, later);
    }

    @Override
    public CompletableFuture<Void> use(ModelRelease release) {
        return colours.use(release);
    }

    @Override
    public void close() {
        colours.close();
    }

    private static ClipResult refuseGreen(ClipResult result) {
        if (result.probabilities()[result.labels().indexOf("Green")] > 0.5) {
            throw new IllegalStateException("green");
        }
        return result;
    }
}
