package io.actionstream.inference;

import java.util.concurrent.CompletableFuture;

/** Results that other threads compute. */
final class Results {
    private Results() {}

    /**
     * Has a result that is cancelled cancel what it is made of.
     *
     * @return the result
     */
    static <T> CompletableFuture<T> cancelling(CompletableFuture<?> source, CompletableFuture<T> result) {
        result.whenComplete((value, failure) -> {
            if (result.isCancelled()) {
                source.cancel(false);
            }
        });
        return result;
    }

    /** Ends a result as another has ended: with its value, or with its failure if there is one. */
    static <T> void end(CompletableFuture<T> result, T value, Throwable failure) {
        if (failure != null) {
            result.completeExceptionally(failure);
        } else {
            result.complete(value);
        }
    }
}
