package io.actionstream.inference;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One model and the clips that it is at: it is done when it is retired and has answered the last of them. */
final class DrainingClassification {
    private final ClassificationService service;
    private final Consumer<DrainingClassification> whenDone;
    private int users = 1; // whoever may retire it, and each clip
    private boolean closed;

    DrainingClassification(ClassificationService service, Consumer<DrainingClassification> whenDone) {
        this.service = service;
        this.whenDone = whenDone;
    }

    ClassificationService service() {
        return service;
    }

    /** To be called before {@link #retire} only. */
    CompletableFuture<ClipResult> submit(List<byte[]> images, int[] positions) {
        enter();
        try {
            CompletableFuture<ClipResult> result = service.submit(images, positions);
            return Results.cancelling(result, result.whenComplete((value, failure) -> leave()));
        } catch (RuntimeException | Error e) {
            leave();
            throw e;
        }
    }

    /** No more clips will come. */
    void retire() {
        leave();
    }

    /** Closes the service, whatever clips it is at; once. */
    void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        service.close();
    }

    private synchronized void enter() {
        users++;
    }

    private void leave() {
        boolean done;
        synchronized (this) {
            done = --users == 0;
        }
        if (done) {
            whenDone.accept(this);
        }
    }
}
