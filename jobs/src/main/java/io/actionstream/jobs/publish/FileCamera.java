package io.actionstream.jobs.publish;

import io.actionstream.media.video.ShownAddress;
import io.actionstream.media.video.VideoException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** A camera that plays video files, each a session of its own. */
final class FileCamera implements Camera {

    private final CameraPlan plan;
    private final PlayOptions options;
    private final Video.Opener videos;
    private final FrameSink frames;
    private final Time time;
    private final Consumer<String> problems;
    /** The problems that were told, so that a loop does not tell them again. */
    private final Set<String> warned = new HashSet<>();

    FileCamera(
            CameraPlan plan,
            PlayOptions options,
            Video.Opener videos,
            FrameSink frames,
            Time time,
            Consumer<String> problems) {
        this.plan = plan;
        this.options = options;
        this.videos = videos;
        this.frames = frames;
        this.time = time;
        this.problems = problems;
    }

    @Override
    public int play() throws InterruptedException {
        var clock = new CaptureClock(options.pace() == Pace.MAX ? time.now() - totalMillis() : time.now());
        int unreadable;
        do {
            unreadable = 0;
            for (PlannedVideo video : plan.videos()) {
                unreadable += play(video, clock);
            }
        } while (options.loop() && unreadable < plan.videos().size());
        return unreadable;
    }

    private int play(PlannedVideo planned, CaptureClock clock) throws InterruptedException {
        try (Video video = videos.open(planned.address())) {
            if (send(video, planned.label(), clock)) {
                video.warnings().stream().filter(warned::add).forEach(this::tell);
                return 0;
            }
            tell("no frames in " + ShownAddress.of(planned.address()));
            return 1;
        } catch (VideoException e) {
            Interruption.rethrow(e);
            tell(e.getMessage());
            return 1;
        }
    }

    private void tell(String problem) {
        problems.accept(plan.camera() + ": " + problem);
    }

    /** False when there was no frame to send. */
    private boolean send(Video video, String label, CaptureClock clock) throws VideoException, InterruptedException {
        boolean realtime = options.pace() == Pace.REALTIME;
        clock.beginVideo(realtime ? time.now() : 0, time.elapsedMillis());
        var thinner = new Thinner(options.rate());
        boolean hasFrames = false;
        try {
            while (video.next()) {
                hasFrames = true;
                Interruption.check();
                if (thinner.keeps(video.timestampMillis())) {
                    long captured = clock.frame(video.timestampMillis());
                    if (realtime) {
                        time.sleep(Math.max(0, clock.due(captured) - time.elapsedMillis()));
                    }
                    frames.frame(plan.camera(), captured, video.jpeg(), label);
                }
            }
        } finally {
            frames.endSession(plan.camera(), clock.endVideo());
        }
        return hasFrames;
    }

    /** The duration of all videos: so far back capture times begin that they do not run into the future. */
    private long totalMillis() throws InterruptedException {
        long total = 0;
        for (PlannedVideo planned : plan.videos()) {
            try (Video video = videos.open(planned.address())) {
                total += video.measureMillis();
            } catch (VideoException e) {
                Interruption.rethrow(e); // else it is playing that will tell
            }
        }
        return total;
    }
}
