package io.actionstream.jobs.overload;

import io.actionstream.inference.ClassificationService;
import io.actionstream.inference.ClipResult;
import io.actionstream.jobs.testing.ColourClassifier;
import io.actionstream.model.clip.ClipSpec;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A classifier that answers nothing until its gate opens. There is one gate for the process, closed anew by each test. */
final class GatedClassifier implements ClassificationService {

    private static volatile CompletableFuture<Void> gate;
    private static AtomicInteger submitted;

    private final ColourClassifier colours = new ColourClassifier();

    static void closeGate() {
        gate = new CompletableFuture<>();
        submitted = new AtomicInteger();
    }

    static void openGate() {
        gate.complete(null);
    }

    static int submitted() {
        return submitted.get();
    }

    @Override
    public ClipSpec spec() {
        return colours.spec();
    }

    @Override
    public CompletableFuture<ClipResult> submit(List<byte[]> images, int[] positions) {
        submitted.incrementAndGet();
        return gate.thenCompose(open -> colours.submit(images, positions));
    }

    @Override
    public void close() {
        colours.close();
    }
}
