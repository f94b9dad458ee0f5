package io.actionstream.jobs.collect;

import io.actionstream.jobs.options.Stretch;
import io.actionstream.jobs.options.convert.PositiveIntConverter;
import io.actionstream.jobs.options.convert.ProbabilityConverter;
import io.actionstream.jobs.options.convert.TimeConverter;
import io.actionstream.model.label.Labels;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The choice of clips, and their number. */
final class SelectionOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--start",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Collect clips that start at this time of capture or later: 2026-11-24T08:00:00+01:00 or"
                    + " milliseconds since 1970. Default: all")
    private Instant start;

    @Option(
            names = "--stop-at",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Collect clips that start before this time. Default: all")
    private Instant stopAt;

    @Option(
            names = "--label",
            paramLabel = "LABEL",
            description = "Collect clips of this action only, and uncertain ones that may be it; may be given several"
                    + " times. Default: all")
    private Set<String> labels = Set.of();

    @Option(
            names = "--uncertain",
            paramLabel = "MARGIN",
            defaultValue = "0",
            converter = ProbabilityConverter.class,
            description =
                    "Collect clips without a truth, too, whose two likeliest labels have probabilities that differ"
                            + " by less, such as 0.2; they lie in a folder of their own, and in no list. Default: none")
    private double uncertain;

    @Option(
            names = "--max-clips",
            paramLabel = "N",
            defaultValue = "10000",
            converter = PositiveIntConverter.class,
            description = "Most clips of the data set. Corrected clips come before labelled ones, these before"
                    + " uncertain ones, and later clips before earlier ones. Default: ${DEFAULT-VALUE}")
    private int maxClips;

    @Option(
            names = "--max-bytes",
            paramLabel = "SIZE",
            defaultValue = "10GB",
            converter = DiskSizeConverter.class,
            description = "Most bytes of all videos of the data set: 500MB, 20GB; a GB is 1,000,000,000 bytes."
                    + " Default: ${DEFAULT-VALUE}")
    private long maxBytes;

    /**
     * The stretch of capture times.
     *
     * @throws ParameterException when it ends before it begins
     */
    Stretch stretch() {
        if (start != null && stopAt != null && !start.isBefore(stopAt)) {
            throw new ParameterException(
                    command.commandLine(), "--stop-at=" + stopAt + " must be later than --start=" + start);
        }
        return Stretch.between(start, stopAt);
    }

    Set<String> labels() {
        return labels.stream().map(Labels::spelling).collect(Collectors.toSet());
    }

    /** The margin below which a clip is uncertain; 0 when none is wanted. */
    double uncertain() {
        return uncertain;
    }

    int maxClips() {
        return maxClips;
    }

    long maxBytes() {
        return maxBytes;
    }
}
