package io.actionstream.jobs.options;

import io.actionstream.jobs.options.convert.DurationConverter;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Limits of the distance between times of capture and the machine's clock; frames beyond them go to the rejected topic. */
public final class ClockOptions {

    @Option(
            names = "--max-clock-ahead",
            paramLabel = "DURATION",
            defaultValue = "1h",
            converter = DurationConverter.class,
            description = "How far ahead of the machine's clock a frame may have been captured."
                    + " Default: ${DEFAULT-VALUE}, as Kafka's brokers have it")
    private Duration maxAhead;

    @Option(
            names = "--max-clock-behind",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "How far behind the machine's clock a frame may have been captured."
                    + " Default: any time, so that old topics can be replayed")
    private Duration maxBehind;

    public Duration maxAhead() {
        return maxAhead;
    }

    /** Empty when there is no limit. */
    public Optional<Duration> maxBehind() {
        return Optional.ofNullable(maxBehind);
    }
}
