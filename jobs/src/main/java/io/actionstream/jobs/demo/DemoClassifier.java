package io.actionstream.jobs.demo;

import io.actionstream.inference.ClassificationService;
import io.actionstream.jobs.run.CheckpointClassifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The classifier of the job, whose tasks run in this process and share it: it is warm once it is open. */
final class DemoClassifier implements AutoCloseable {

    private final CompletableFuture<ClassificationService> opening;

    private DemoClassifier(CompletableFuture<ClassificationService> opening) {
        this.opening = opening;
    }

    /** Begins to warm it up. */
    static DemoClassifier open(CheckpointClassifier classifier) {
        return new DemoClassifier(CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return classifier.open();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                task -> new Thread(task, "warm-up").start()));
    }

    /**
     * Waits until it is warm.
     *
     * @throws ExecutionException when it cannot be opened
     */
    void await() throws InterruptedException, ExecutionException {
        opening.get();
    }

    @Override
    public void close() {
        opening.handle((classifier, failure) -> classifier).join();
        if (!opening.isCompletedExceptionally()) {
            opening.join().close();
        }
    }
}
