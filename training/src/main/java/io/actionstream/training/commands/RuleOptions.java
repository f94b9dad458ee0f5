package io.actionstream.training.commands;

import io.actionstream.model.clip.ClipRules;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.events.EventOptions;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The rules by which clips and events are made of a video, as the live job's options are. */
public final class RuleOptions {
    private static final EventOptions DEFAULT = EventOptions.DEFAULT;

    @Option(
            names = "--hop",
            paramLabel = "N",
            description = "samples from one clip's start to the next's (default: the clip's length)")
    private Integer hop;

    @Option(
            names = "--min-frames",
            defaultValue = "4",
            paramLabel = "N",
            description = "fewest samples of a clip that is padded at the end (default: ${DEFAULT-VALUE})")
    private int minFrames;

    @Option(names = "--smooth", paramLabel = "N", description = "clips whose mean counts (default: ${DEFAULT-VALUE})")
    private int smooth = DEFAULT.smooth();

    @Option(
            names = "--enter",
            paramLabel = "P",
            description = "probability at which an event begins (default: ${DEFAULT-VALUE})")
    private double enter = DEFAULT.enter();

    @Option(
            names = "--exit",
            paramLabel = "P",
            description = "probability below which an event does not go on (default: ${DEFAULT-VALUE})")
    private double exit = DEFAULT.exit();

    @Option(
            names = "--min-event",
            converter = DurationConverter.class,
            paramLabel = "TIME",
            description = "shortest event (default: ${DEFAULT-VALUE})")
    private Duration minEvent = DEFAULT.minEvent();

    @Option(
            names = "--merge-gap",
            converter = DurationConverter.class,
            paramLabel = "TIME",
            description = "an action that is back so soon is the same event (default: ${DEFAULT-VALUE})")
    private Duration mergeGap = DEFAULT.mergeGap();

    @Option(
            names = "--unknown",
            paramLabel = "P",
            description = "probability below which no action is named (default: ${DEFAULT-VALUE})")
    private double unknown = DEFAULT.unknown();

    /** The rules of clips. */
    ClipRules clips(ClipSpec spec) {
        return new ClipRules(hop == null ? spec.frames() : hop, minFrames);
    }

    /** The rules of events. */
    EventOptions events() {
        return new EventOptions(smooth, enter, exit, minEvent, mergeGap, DEFAULT.updateEvery(), unknown);
    }
}
