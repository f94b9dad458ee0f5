package io.actionstream.training.download;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Turns a body away unread, however long it is. */
final class UnreadBody implements BodySubscriber<byte[]> {

    @Override
    public CompletionStage<byte[]> getBody() {
        return CompletableFuture.completedFuture(new byte[0]);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.cancel();
    }

    @Override
    public void onNext(List<ByteBuffer> item) {
        // cancelled
    }

    @Override
    public void onError(Throwable failure) {
        // the body is not wanted
    }

    @Override
    public void onComplete() {
        // the body is not wanted
    }
}
