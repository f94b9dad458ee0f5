package io.actionstream.jobs.publish;

import io.actionstream.model.video.VideoException;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** A webcam or network camera: its frames are captured when they come, and it is opened again when it drops. */
final class LiveCamera implements Camera {

    private final CameraPlan plan;
    private final OptionalDouble rate;
    private final Video.Opener videos;
    private final FrameSink frames;
    private final Time time;
    private final Backoff backoff;
    private final Consumer<String> problems;

    LiveCamera(
            CameraPlan plan,
            OptionalDouble rate,
            Video.Opener videos,
            FrameSink frames,
            Time time,
            Backoff backoff,
            Consumer<String> problems) {
        this.plan = plan;
        this.rate = rate;
        this.videos = videos;
        this.frames = frames;
        this.time = time;
        this.backoff = backoff;
        this.problems = problems;
    }

    /** Plays until the thread is interrupted. */
    @Override
    public int play() throws InterruptedException {
        var clock = new CaptureClock(time.now());
        while (true) {
            String ending = playUntilItDrops(clock);
            long wait = backoff.next();
            problems.accept(plan.camera() + ": " + ending + "; trying again in " + wait + " ms");
            time.sleep(wait);
        }
    }

    private String playUntilItDrops(CaptureClock clock) throws InterruptedException {
        PlannedVideo source = plan.videos().get(0);
        try (Video video = videos.open(source.address())) {
            send(video, source.label(), clock);
            return "the source ended";
        } catch (VideoException e) {
            Interruption.rethrow(e);
            return e.getMessage();
        }
    }

    private void send(Video video, String label, CaptureClock clock) throws VideoException, InterruptedException {
        long opened = time.elapsedMillis();
        clock.beginVideo(time.now(), opened);
        var thinner = new Thinner(rate);
        try {
            while (video.next()) {
                Interruption.check();
                backoff.reset();
                long elapsed = time.elapsedMillis() - opened;
                if (thinner.keeps(elapsed)) {
                    frames.frame(plan.camera(), clock.frame(elapsed), video.jpeg(), label);
                }
            }
        } finally {
            frames.endSession(plan.camera(), clock.endVideo());
        }
    }
}
