package io.actionstream.jobs.publish;

import io.actionstream.model.concurrent.DaemonThreads;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells once in a while, and when asked, how many records were sent. */
final class PublishProgress implements AutoCloseable {

    private static final int PERIOD_SECONDS = 10;
    private static final double NANOS_PER_SECOND = 1e9;

    private final KafkaFrames frames;
    private final int cameras;
    private final PrintWriter messages;
    private final long started = System.nanoTime();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new DaemonThreads("progress"));

    /** Begins to tell. */
    PublishProgress(KafkaFrames frames, int cameras, PrintWriter messages) {
        this.frames = frames;
        this.cameras = cameras;
        this.messages = messages;
        timer.scheduleAtFixedRate(this::tell, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    void tell() {
        double seconds = (System.nanoTime() - started) / NANOS_PER_SECOND;
        long sent = frames.sent();
        String tooLarge = frames.tooLarge() == 0
                ? ""
                : ", " + frames.tooLarge() + " left out because the topic takes no record as large";
        messages.printf(Locale.ROOT, "%d cameras, %,d records, %.0f/s%s%n", cameras, sent, sent / seconds, tooLarge);
        messages.flush();
    }
}
