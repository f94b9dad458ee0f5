package io.actionstream.inference;

import io.actionstream.media.frame.ClipDecoding;
import io.actionstream.media.frame.DecodedClip;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A clip whose images several threads decode; the one that does the last of them finishes it. */
final class SharedDecoding {
    private final ClipDecoding decoding;
    private final long bytes;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final CompletableFuture<DecodedClip> result = new CompletableFuture<>();
    private volatile Throwable failure;
    private byte[] pixels;

    /**
     * A clip that has not been started.
     *
     * @param bytes of its images
     */
    SharedDecoding(ClipDecoding decoding, long bytes) {
        this.decoding = decoding;
        this.bytes = bytes;
    }

    CompletableFuture<DecodedClip> result() {
        return result;
    }

    /** Gives it the array to decode to, before any thread works on it. */
    void start(byte[] target) {
        pixels = target;
    }

    /** Has it fail for want of an array, when the threads come to it. */
    void fail(Throwable cause) {
        failure = cause;
    }

    /** Tells whether nobody waits for it any more. */
    boolean isDone() {
        return result.isDone();
    }

    /** Larger for more bytes, equal for about as many; 0 when there is nothing left to decode for. */
    int sizeClass() {
        return isDone() ? 0 : (Long.SIZE - Long.numberOfLeadingZeros(bytes)) / 2; // one for each power of four
    }

    boolean hasPartsLeft() {
        return taken.get() < decoding.parts();
    }

    /**
     * Takes a part, if one is left, and finishes the clip if it was the last to be done.
     *
     * @param giveBack gets the array when the result has no pixels
     */
    void help(Consumer<byte[]> giveBack) {
        int part = taken.getAndIncrement();
        if (part < decoding.parts()) {
            decode(part);
            if (done.incrementAndGet() == decoding.parts()) {
                finish(giveBack);
            }
        }
    }

    private void decode(int part) {
        if (pixels == null || isDone()) {
            return;
        }
        try {
            decoding.decode(part, pixels);
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    private void finish(Consumer<byte[]> giveBack) {
        DecodedClip clip = failure == null && !isDone() ? decoding.finish(pixels) : null;
        boolean given = clip == null ? result.completeExceptionally(failure()) : result.complete(clip);
        if (pixels != null && (!given || clip == null || clip.pixels() == null)) {
            giveBack.accept(pixels);
        }
    }

    private Throwable failure() {
        return failure != null ? failure : new CancellationException("nobody waits for this clip any more");
    }

    void cancel() {
        result.completeExceptionally(new CancellationException("closed before this clip's turn came"));
    }
}
