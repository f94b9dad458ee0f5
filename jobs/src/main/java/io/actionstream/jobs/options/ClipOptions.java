package io.actionstream.jobs.options;

import io.actionstream.jobs.options.convert.DurationConverter;
import io.actionstream.jobs.options.convert.PositiveDurationConverter;
import io.actionstream.jobs.options.convert.PositiveIntConverter;
import io.actionstream.model.clip.ClipSpec;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The rules by which frames become clips. */
public final class ClipOptions {

    @Option(
            names = "--hop",
            paramLabel = "SLOTS",
            converter = PositiveIntConverter.class,
            description =
                    "Sampling slots from one clip's start to the next; fewer than a clip has frames makes clips overlap."
                            + " Default: the frames of the checkpoint's clips")
    private Integer hop;

    @Option(
            names = "--max-gap",
            paramLabel = "SLOTS",
            defaultValue = "3",
            converter = PositiveIntConverter.class,
            description = "Slots without a frame that a clip bridges; a longer silence ends the session."
                    + " Default: ${DEFAULT-VALUE}")
    private int maxGap;

    @Option(
            names = "--min-frames",
            paramLabel = "N",
            defaultValue = "4",
            converter = PositiveIntConverter.class,
            description = "Fewest samples of an unfinished clip that is still classified at a session's end."
                    + " Default: ${DEFAULT-VALUE}")
    private int minFrames;

    @Option(
            names = "--out-of-orderness",
            paramLabel = "DURATION",
            defaultValue = "200ms",
            converter = DurationConverter.class,
            description = "How late, in capture time, a frame may arrive after newer ones of its camera."
                    + " Default: ${DEFAULT-VALUE}")
    private Duration outOfOrderness;

    @Option(
            names = "--idle-timeout",
            paramLabel = "DURATION",
            defaultValue = "1m",
            converter = PositiveDurationConverter.class,
            description = "A camera silent for this long has ended its session, and so have all when Kafka is away for"
                    + " this long. Default: ${DEFAULT-VALUE}")
    private Duration idleTimeout;

    @Option(
            names = "--max-image-pixels",
            paramLabel = "PIXELS",
            defaultValue = "16777216",
            converter = PositiveIntConverter.class,
            description = "Most pixels of an image, width x height. Default: ${DEFAULT-VALUE}")
    private int maxImagePixels;

    /** Slots from one clip's start to the next. */
    public int hop(ClipSpec clip) {
        return hop == null ? clip.frames() : hop;
    }

    public int maxGap() {
        return maxGap;
    }

    public int minFrames() {
        return minFrames;
    }

    public Duration outOfOrderness() {
        return outOfOrderness;
    }

    public Duration idleTimeout() {
        return idleTimeout;
    }

    public int maxImagePixels() {
        return maxImagePixels;
    }
}
