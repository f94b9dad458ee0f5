package io.actionstream.jobs.options;

import picocli.CommandLine.Option;

/** How much each parallel instance holds, whatever cameras send; what is beyond goes to the rejected topic. */
public final class BudgetOptions {

    @Option(
            names = "--max-cameras",
            paramLabel = "N",
            defaultValue = "2000",
            converter = PositiveIntConverter.class,
            description = "Most cameras at the same time, for each parallel instance; frames of others are rejected."
                    + " Default: ${DEFAULT-VALUE}")
    private int maxCameras;

    @Option(
            names = "--max-held-bytes",
            paramLabel = "BYTES",
            defaultValue = "64MB",
            converter = ByteSizeConverter.class,
            description =
                    "Most bytes of frames that wait as long as --out-of-orderness says, for each parallel instance."
                            + " Default: ${DEFAULT-VALUE}")
    private int maxHeldBytes;

    @Option(
            names = "--max-sample-bytes",
            paramLabel = "BYTES",
            defaultValue = "128MB",
            converter = ByteSizeConverter.class,
            description = "Most bytes of samples whose clips are not complete, for each parallel instance."
                    + " Default: ${DEFAULT-VALUE}")
    private int maxSampleBytes;

    @Option(
            names = "--max-in-flight-bytes",
            paramLabel = "BYTES",
            defaultValue = "128MB",
            converter = ByteSizeConverter.class,
            description = "Most bytes of images of clips being decoded or classified, for each parallel instance;"
                    + " --overload says what happens then. Default: ${DEFAULT-VALUE}")
    private int maxInFlightBytes;

    public int maxCameras() {
        return maxCameras;
    }

    public int maxHeldBytes() {
        return maxHeldBytes;
    }

    public int maxSampleBytes() {
        return maxSampleBytes;
    }

    public int maxInFlightBytes() {
        return maxInFlightBytes;
    }
}
