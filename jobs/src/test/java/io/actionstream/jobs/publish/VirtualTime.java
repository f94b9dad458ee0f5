package io.actionstream.jobs.publish;

import java.util.ArrayList;
import java.util.List;

/** Time that passes only by sleeping, and interrupts a thread that has slept often enough. */
final class VirtualTime implements Time {

    static final long START = 1_764_000_000_000L;

    private final int sleepsAllowed;
    private final List<Long> sleeps = new ArrayList<>();
    private long now = START;
    private long elapsed;

    VirtualTime() {
        this(Integer.MAX_VALUE);
    }

    VirtualTime(int sleepsAllowed) {
        this.sleepsAllowed = sleepsAllowed;
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public long elapsedMillis() {
        return elapsed;
    }

    @Override
    public void sleep(long millis) throws InterruptedException {
        if (sleeps.size() == sleepsAllowed) {
            throw new InterruptedException("enough");
        }
        sleeps.add(millis);
        pass(millis);
    }

    void pass(long millis) {
        now += millis;
        elapsed += millis;
    }

    /** Sets the clock, as NTP does; no time passes. */
    void setClock(long millis) {
        now = millis;
    }

    List<Long> sleeps() {
        return sleeps;
    }
}
