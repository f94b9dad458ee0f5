package io.actionstream.page.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.actionstream.page.live.Rounds;
import io.actionstream.page.live.View;
import io.actionstream.page.state.PageState;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.ServiceUnavailableResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends viewers what changes, as server-sent events. Each viewer has the thread of its request, which waits when the viewer does not
 * read, and is freed when the connection's time is over; so nothing is queued for it and no other viewer waits.
 */
public final class LiveStream implements AutoCloseable {

    private static final long ROUND_MILLIS = 1000;
    private static final int SILENT_ROUNDS = 5;
    private static final byte[] COMMENT = ":\n\n".getBytes(US_ASCII);
    private static final String FULL = "too many viewers; try again later";

    private final PageState state;
    private final Semaphore places;
    private final int maxViewers;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicLong sentBytes = new AtomicLong();

    /** Serves so many viewers at once. */
    public LiveStream(PageState state, int maxViewers) {
        this.state = state;
        this.maxViewers = maxViewers;
        this.places = new Semaphore(maxViewers);
    }

    /** The number of viewers. */
    public int viewers() {
        return maxViewers - places.availablePermits();
    }

    /** Bytes that were sent to all viewers so far. */
    public long sentBytes() {
        return sentBytes.get();
    }

    /** Answers a request for as long as the viewer stays. */
    void answer(Context request) throws InterruptedException {
        View view = view(request);
        if (!places.tryAcquire()) {
            request.header("Retry-After", "5");
            throw new ServiceUnavailableResponse(FULL);
        }
        try {
            request.contentType("text/event-stream").header("X-Accel-Buffering", "no"); // nginx must not wait for more
            send(request.res().getOutputStream(), new Rounds(state, view));
        } catch (IOException e) {
            // the viewer has gone, or does not read
        } finally {
            places.release();
        }
    }

    private void send(OutputStream output, Rounds rounds) throws IOException, InterruptedException {
        int silent = 0;
        long due = System.nanoTime();
        do {
            byte[] round = rounds.next();
            silent = round.length == 0 ? silent + 1 : 0;
            if (round.length > 0 || silent % SILENT_ROUNDS == 0) {
                byte[] sent = round.length > 0 ? round : COMMENT;
                output.write(sent);
                output.flush();
                sentBytes.addAndGet(sent.length);
            }
            due = Math.max(due + TimeUnit.MILLISECONDS.toNanos(ROUND_MILLIS), System.nanoTime());
        } while (!closing.await(due - System.nanoTime(), TimeUnit.NANOSECONDS));
    }

    private static View view(Context request) {
        try {
            return View.of(request::queryParam);
        } catch (IllegalArgumentException e) {
            throw new BadRequestResponse(e.getMessage());
        }
    }

    /** Ends all streams, at once or when the viewer's connection ends. */
    @Override
    public void close() {
        closing.countDown();
    }
}
