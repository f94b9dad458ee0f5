package io.actionstream.jobs.demo;

import io.actionstream.jobs.command.LaunchException;
import io.actionstream.jobs.options.RunOptions;
import io.actionstream.jobs.page.PageStart;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.label.Labels;
import io.actionstream.page.FeedSettings;
import io.actionstream.page.LivePage;
import io.actionstream.page.PageException;
import io.actionstream.page.PageSettings;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The live page of the demo, whose viewers may judge. It is there before Kafka is. */
final class DemoPage implements AutoCloseable {

    private static final long POLL_MILLIS = 20;

    private final LivePage page;
    private Thread waiting;

    private DemoPage(LivePage page) {
        this.page = page;
    }

    /**
     * Serves the page.
     *
     * @param port where; any other that is free if it is taken and {@code orAnother}
     * @param checkpoint of the job, whose labels viewers can choose from
     * @throws LaunchException when it is taken
     */
    static DemoPage serve(int port, boolean orAnother, CheckpointConfig checkpoint) {
        String nothing = checkpoint.background().stream().findFirst().orElse(Labels.NOTHING);
        try {
            LivePage page = LivePage.serve(PageSettings.local(port, true).withNothing(nothing));
            page.state().labels(checkpoint.labels());
            return new DemoPage(page);
        } catch (PageException e) {
            if (orAnother) {
                return serve(0, false, checkpoint);
            }
            throw new LaunchException(e.getMessage(), e);
        }
    }

    URI address() {
        return page.address();
    }

    /** Begins to show what the topics of a job tell. */
    void show(RunOptions job) {
        page.feed(new FeedSettings(
                job.kafka().clientProperties(),
                PageStart.pageTopics(job.topics()),
                job.groupId(),
                FeedSettings.PICTURE_BYTES_PER_SECOND));
    }

    /** Tells, once, how long it took until the first tile had a picture. */
    void tellFirstPicture(long startNanos, Consumer<Duration> told) {
        waiting = new Thread(
                () -> {
                    try {
                        while (!hasPicture()) {
                            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
                        }
                        told.accept(Duration.ofNanos(System.nanoTime() - startNanos));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "first-picture");
        waiting.setDaemon(true);
        waiting.start();
    }

    @Override
    public void close() {
        if (waiting != null) {
            waiting.interrupt();
        }
        page.close();
    }

    private boolean hasPicture() {
        return page.state().snapshot().tiles().stream().anyMatch(tile -> tile.picture() != null);
    }
}
