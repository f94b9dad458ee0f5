package io.actionstream.jobs.command;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;
import picocli.CommandLine.ExitCode;

/** Work that Ctrl-C interrupts; the process then stays alive until the work has tidied up. */
public final class GracefulStop {

    private static final long TIDY_UP_SECONDS = 15;

    private final Thread worker = Thread.currentThread();
    private final CountDownLatch tidy = new CountDownLatch(1);
    private volatile boolean stopping;

    private GracefulStop() {}

    /**
     * Works on this thread.
     *
     * @return what the work returns, or {@link ExitCode#OK} when it was stopped
     */
    public static int call(Callable<Integer> work) throws Exception {
        var stop = new GracefulStop();
        var hook = new Thread(stop::stop, "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.call();
        } catch (InterruptedException | InterruptException e) {
            if (stop.stopping) {
                return ExitCode.OK;
            }
            throw e;
        } finally {
            stop.tidy.countDown();
            remove(hook);
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            hook.interrupt(); // the process is ending, and the hook has nothing left to wait for
        }
    }

    private void stop() {
        stopping = true;
        worker.interrupt();
        try {
            tidy.await(TIDY_UP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
