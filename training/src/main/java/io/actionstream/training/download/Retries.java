package io.actionstream.training.download;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/**
 * Tries again what may succeed later, after waits that double.
 *
 * @param attempts in all
 * @param firstWait before the second attempt
 */
record Retries(int attempts, Duration firstWait) {

    /** Six attempts within half a minute. */
    static final Retries DEFAULT = new Retries(6, Duration.ofSeconds(1));

    /** Something that may fail. */
    interface Attempt<T> {
        /**
         * Tries once.
         *
         * @throws TemporaryException when another attempt may succeed
         */
        T run() throws IOException, TemporaryException;
    }

    /** A failure that may pass. */
    static final class TemporaryException extends Exception {
        TemporaryException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Runs attempts until one succeeds or there are none left; then throws what the last one came to. */
    <T> T run(Attempt<T> attempt) throws IOException {
        Duration wait = firstWait;
        for (int failed = 1; ; failed++) {
            try {
                return attempt.run();
            } catch (TemporaryException e) {
                if (failed == attempts) {
                    throw new IOException(e.getMessage() + ", " + attempts + " times in a row", e);
                }
            }
            sleep(wait);
            wait = wait.multipliedBy(2);
        }
    }

    private static void sleep(Duration wait) throws InterruptedIOException {
        try {
            Thread.sleep(wait.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting to try again");
        }
    }
}
