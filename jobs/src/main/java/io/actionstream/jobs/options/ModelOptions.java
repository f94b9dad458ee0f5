package io.actionstream.jobs.options;

import io.actionstream.jobs.options.convert.PlaceConverter;
import io.actionstream.jobs.options.convert.PositiveDurationConverter;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** Checkpoints that are announced while the job runs. */
public final class ModelOptions {

    @Option(
            names = "--models-under",
            paramLabel = "PREFIX",
            arity = "1..*",
            split = ",",
            converter = PlaceConverter.class,
            description = "Directories that announced checkpoints must lie in: absolute paths, or URIs such as"
                    + " s3://models/released. Default: anywhere that the job can read")
    private List<String> under = List.of();

    @Option(
            names = "--models-timeout",
            paramLabel = "DURATION",
            defaultValue = "30s",
            converter = PositiveDurationConverter.class,
            description =
                    "How long reading an announced checkpoint may take, and then its first clip if it is no built-in network; then the present one goes on, and after a"
                            + " restart --checkpoint. A process that classifies waits half of --classify-timeout at most."
                            + " Default: ${DEFAULT-VALUE}")
    private Duration timeout;

    /** Directories that announced checkpoints must lie in; none for anywhere. */
    public List<String> under() {
        return under;
    }

    /** The time that reading an announced checkpoint may take. */
    public Duration timeout() {
        return timeout;
    }
}
