package io.actionstream.model.concurrent;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for threads. */
public final class Threads {

    /** The time that a close waits for a thread to end what it is at. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Threads.class);

    private Threads() {}

    /**
     * Waits until all but the calling one have ended, but no longer than {@code patience} in all. The log names those that
     * have not ended by then. An interrupt is remembered, but ends no wait.
     *
     * @return true when they have ended; false when some go on, and may use whatever they were given
     */
    public static boolean join(List<Thread> threads, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean interrupted = false;
        boolean ended = true;
        for (Thread thread : threads) {
            while (isAwaited(thread) && deadline - System.nanoTime() > 0) {
                try {
                    thread.join(Duration.ofNanos(deadline - System.nanoTime()).toMillis() + 1);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (isAwaited(thread)) {
                LOG.warn(
                        "thread {} has not ended after {} ms and is left alone", thread.getName(), patience.toMillis());
                ended = false;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return ended;
    }

    private static boolean isAwaited(Thread thread) {
        return thread.isAlive() && Thread.currentThread() != thread;
    }
}
