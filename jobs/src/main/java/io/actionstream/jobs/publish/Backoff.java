package io.actionstream.jobs.publish;

import java.util.random.RandomGenerator;

/** The time to wait before trying again: twice as long each time, up to a limit, a random part of it left out. */
final class Backoff {

    static final long FIRST_MILLIS = 500;
    static final long LONGEST_MILLIS = 30_000;

    private final RandomGenerator random;
    private long ceiling = FIRST_MILLIS;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The next wait: from half of the ceiling up to it, in milliseconds. */
    long next() {
        long wait = ceiling / 2 + random.nextLong(ceiling / 2 + 1);
        ceiling = Math.min(2 * ceiling, LONGEST_MILLIS);
        return wait;
    }

    /** Things went well: begin anew with the shortest wait. */
    void reset() {
        ceiling = FIRST_MILLIS;
    }
}
