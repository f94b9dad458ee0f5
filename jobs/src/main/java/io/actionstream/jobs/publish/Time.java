package io.actionstream.jobs.publish;

import java.util.concurrent.TimeUnit;

/** The time that cameras live in, in milliseconds. */
interface Time {

    /** The machine's. */
    Time SYSTEM = new Time() {
        private final long started = System.nanoTime();

        @Override
        public long now() {
            return System.currentTimeMillis();
        }

        @Override
        public long elapsedMillis() {
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
        }

        @Override
        public void sleep(long millis) throws InterruptedException {
            TimeUnit.MILLISECONDS.sleep(millis);
        }
    };

    /** Since the epoch, by the machine's clock, which may be set forward or back at any time. */
    long now();

    /** Since some moment before all cameras began, at a steady pace whatever the clock is set to. */
    long elapsedMillis();

    void sleep(long millis) throws InterruptedException;
}
