package io.actionstream.model.concurrent;

import java.util.List;

/** Waits for threads. */
public final class Threads {
    private Threads() {}

    /** Waits until all but the calling one have ended. An interrupt is remembered, but ends no wait. */
    public static void join(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive() && Thread.currentThread() != thread) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
