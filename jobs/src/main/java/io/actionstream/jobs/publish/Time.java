package io.actionstream.jobs.publish;

import java.util.concurrent.TimeUnit;

/** The time that cameras live in, in milliseconds since the epoch. */
interface Time {

    /** The machine's. */
    Time SYSTEM = new Time() {
        @Override
        public long now() {
            return System.currentTimeMillis();
        }

        @Override
        public void sleep(long millis) throws InterruptedException {
            TimeUnit.MILLISECONDS.sleep(millis);
        }
    };

    long now();

    void sleep(long millis) throws InterruptedException;
}
