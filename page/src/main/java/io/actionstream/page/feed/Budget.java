package io.actionstream.page.feed;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Bytes that may be read a second, of which up to one second's may be saved. More may be spent than is there, for one does not know
 * before what comes; the debt must then be waited for. For one thread.
 */
final class Budget {

    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private final long bytesPerSecond;
    private final LongSupplier nanoTime;
    private double bytes;
    private long counted;

    Budget(long bytesPerSecond, LongSupplier nanoTime) {
        this.bytesPerSecond = bytesPerSecond;
        this.nanoTime = nanoTime;
        this.bytes = bytesPerSecond;
        this.counted = nanoTime.getAsLong();
    }

    void spend(long spent) {
        refill();
        bytes -= spent;
    }

    /** The time to wait until nothing is owed, in milliseconds; 0 when nothing is. */
    long debtMillis() {
        refill();
        return bytes >= 0 ? 0 : (long) Math.ceil(-bytes * TimeUnit.SECONDS.toMillis(1) / bytesPerSecond);
    }

    private void refill() {
        long now = nanoTime.getAsLong();
        bytes = Math.min(bytesPerSecond, bytes + (now - counted) / NANOS * bytesPerSecond);
        counted = now;
    }
}
