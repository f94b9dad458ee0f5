package io.actionstream.cluster.process;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for what other processes bring about. */
public final class Await {

    /** For whatever a healthy cluster does at once, on a machine that has much else to do. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final long POLL_MILLIS = 200;

    private Await() {}

    /**
     * Asks again and again, whatever goes wrong in between.
     *
     * @throws AssertionError when the answer is not yes in time; its cause is what went wrong last
     */
    public static void until(String what, Callable<Boolean> question) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Exception last = null;
        while (System.nanoTime() < deadline) {
            try {
                if (question.call()) {
                    return;
                }
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                last = e;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what, last);
    }
}
