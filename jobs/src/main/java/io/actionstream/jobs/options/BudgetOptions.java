package io.actionstream.jobs.options;

import io.actionstream.jobs.options.convert.ByteSizeConverter;
import io.actionstream.jobs.options.convert.PositiveIntConverter;
import picocli.CommandLine.Option;

/**
 * Limits of what each parallel instance holds, and of the work that an image may be, whatever cameras send; the rest
 * goes to the rejected topic.
 */
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

    @Option(
            names = "--max-decoding-bytes",
            paramLabel = "BYTES",
            defaultValue = "64MB",
            converter = ByteSizeConverter.class,
            description =
                    "Most memory that decoding one image takes, in each of --decode-threads; images that need more"
                            + " are rejected. Default: ${DEFAULT-VALUE}")
    private int maxDecodingBytes;

    @Option(
            names = "--max-scan-blocks",
            paramLabel = "N",
            defaultValue = "4194304",
            converter = PositiveIntConverter.class,
            description = "Most blocks of 8x8 pixels in all scans of a JPEG; a progressive one has several scans of the"
                    + " same blocks. Default: ${DEFAULT-VALUE}")
    private int maxScanBlocks;

    public int maxDecodingBytes() {
        return maxDecodingBytes;
    }

    public int maxScanBlocks() {
        return maxScanBlocks;
    }

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
