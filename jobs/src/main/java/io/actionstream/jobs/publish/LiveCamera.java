package io.actionstream.jobs.publish;

import io.actionstream.media.video.VideoException;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * A webcam or network camera: its frames are captured when they come, and it is opened again when it drops. A live playlist
 * gives many frames at once; they are sent at their own rhythm. What turns out to have an end is played as a file.
 */
final class LiveCamera implements Camera {

    private final CameraPlan plan;
    private final OptionalDouble rate;
    private final Video.Opener videos;
    private final FrameSink frames;
    private final Time time;
    private final Backoff backoff;
    private final Consumer<String> problems;
    private final Camera file;

    /**
     * A camera at the plan's one address.
     *
     * @param file plays that address when it turns out to be a file
     */
    LiveCamera(
            CameraPlan plan,
            OptionalDouble rate,
            Video.Opener videos,
            FrameSink frames,
            Time time,
            Backoff backoff,
            Consumer<String> problems,
            Camera file) {
        this.plan = plan;
        this.rate = rate;
        this.videos = videos;
        this.frames = frames;
        this.time = time;
        this.backoff = backoff;
        this.problems = problems;
        this.file = file;
    }

    /** Plays until the thread is interrupted, or to the end of what has one. */
    @Override
    public int play() throws InterruptedException {
        PlannedVideo source = plan.videos().get(0);
        var clock = new CaptureClock(time.now());
        boolean wasLive = false;
        while (true) {
            String ending;
            try (Video video = videos.open(source.address())) {
                if (video.hasEnd()) {
                    break;
                }
                wasLive = true;
                send(video, source.label(), clock);
                ending = "the source ended";
            } catch (VideoException e) {
                Interruption.rethrow(e);
                ending = e.getMessage();
                if (!wasLive && CameraPlan.address(source.address()).isNamedAsFile()) {
                    problems.accept(plan.camera() + ": " + ending);
                    return 1;
                }
            }
            long wait = backoff.next();
            problems.accept(plan.camera() + ": " + ending + "; trying again in " + wait + " ms");
            time.sleep(wait);
        }
        return wasLive ? 0 : file.play(); // what was live and has ended has been sent
    }

    private void send(Video video, String label, CaptureClock clock) throws VideoException, InterruptedException {
        long opened = time.elapsedMillis();
        clock.beginVideo(time.now(), opened);
        var thinner = new Thinner(rate);
        try {
            while (video.next()) {
                Interruption.check();
                backoff.reset();
                long shown = video.comesInFiles() ? video.timestampMillis() : time.elapsedMillis() - opened;
                if (thinner.keeps(shown)) {
                    long captured = clock.frame(shown);
                    if (video.comesInFiles()) {
                        time.sleep(Math.max(0, clock.due(captured) - time.elapsedMillis()));
                    }
                    frames.frame(plan.camera(), captured, video.jpeg(), label);
                }
            }
        } finally {
            frames.endSession(plan.camera(), clock.endVideo());
        }
    }
}
