package io.actionstream.jobs.options;

import io.actionstream.jobs.options.convert.DurationConverter;
import io.actionstream.jobs.options.convert.PercentConverter;
import io.actionstream.jobs.options.convert.ProbabilityConverter;
import io.actionstream.model.events.EventOptions;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The rules by which clips become events. */
public final class EventRuleOptions {

    @Option(
            names = "--smooth",
            paramLabel = "CLIPS",
            defaultValue = "3",
            converter = PercentConverter.class,
            description = "Clips over which an event's probabilities are averaged, at most 100."
                    + " Default: ${DEFAULT-VALUE}")
    private int smooth;

    @Option(
            names = "--enter",
            paramLabel = "PROBABILITY",
            defaultValue = "0.6",
            converter = ProbabilityConverter.class,
            description = "Average of a label at which its event begins. Default: ${DEFAULT-VALUE}")
    private double enter;

    @Option(
            names = "--exit",
            paramLabel = "PROBABILITY",
            defaultValue = "0.3",
            converter = ProbabilityConverter.class,
            description = "Average below which the event no longer goes on; a clip with less does not show the label."
                    + " Default: ${DEFAULT-VALUE}")
    private double exit;

    @Option(
            names = "--min-event",
            paramLabel = "DURATION",
            defaultValue = "0s",
            converter = DurationConverter.class,
            description = "Shortest event, in capture time. Default: ${DEFAULT-VALUE}")
    private Duration minEvent;

    @Option(
            names = "--merge-gap",
            paramLabel = "DURATION",
            defaultValue = "7s",
            converter = DurationConverter.class,
            description = "An event whose label is back so soon after its end, in capture time, goes on."
                    + " Default: ${DEFAULT-VALUE}")
    private Duration mergeGap;

    @Option(
            names = "--update-every",
            paramLabel = "DURATION",
            defaultValue = "1m",
            converter = DurationConverter.class,
            description = "Shortest time, in capture time, between two records of an event that goes on."
                    + " Default: ${DEFAULT-VALUE}")
    private Duration updateEvery;

    @Option(
            names = "--unknown",
            paramLabel = "PROBABILITY",
            defaultValue = "0.6",
            converter = ProbabilityConverter.class,
            description = "When no label's average is that high, the answer is unknown, which is no event."
                    + " Default: ${DEFAULT-VALUE}")
    private double unknown;

    public double enter() {
        return enter;
    }

    public double exit() {
        return exit;
    }

    /**
     * The rules that the options make.
     *
     * @throws IllegalArgumentException when they do not go together
     */
    public EventOptions rules() {
        return new EventOptions(smooth, enter, exit, minEvent, mergeGap, updateEvery, unknown);
    }
}
