package io.actionstream.jobs.options;

import io.actionstream.jobs.options.convert.DeviceConverter;
import io.actionstream.jobs.options.convert.DurationConverter;
import io.actionstream.jobs.options.convert.PositiveDurationConverter;
import io.actionstream.jobs.options.convert.PositiveIntConverter;
import io.actionstream.model.network.Precision;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The network and how clips reach it. */
public final class ClassifyOptions {

    @Option(
            names = "--checkpoint",
            paramLabel = "NAME|DIR",
            defaultValue = "ucf101",
            description = "ucf101 (ten actions of UCF101) or synthetic (the actions of generated videos), which are in"
                    + " the jar, or a checkpoint's directory, there on every machine that classifies."
                    + " Default: ${DEFAULT-VALUE}")
    private String checkpoint;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "auto",
            converter = DeviceConverter.class,
            description = "auto, cpu, gpu or gpu:N. Default: ${DEFAULT-VALUE}")
    private String device;

    @Option(
            names = "--precision",
            paramLabel = "TYPE",
            defaultValue = "float32",
            description =
                    "${COMPLETION-CANDIDATES}: what the network computes with. bfloat16 and float16 are faster, for"
                            + " GPUs only; probabilities are rounded. Default: ${DEFAULT-VALUE}")
    private Precision precision;

    @Option(
            names = "--batch-size",
            paramLabel = "CLIPS",
            defaultValue = "8",
            converter = PositiveIntConverter.class,
            description = "Most clips in a GPU's batch; without a GPU as many as cores are classified at once, each by"
                    + " itself. Default: ${DEFAULT-VALUE}")
    private int batchSize;

    @Option(
            names = "--batch-delay",
            paramLabel = "DURATION",
            defaultValue = "0s",
            converter = DurationConverter.class,
            description = "Longest time that an idle GPU waits for others to fill a clip's batch; while it is busy"
                    + " batches fill anyway. Default: ${DEFAULT-VALUE}")
    private Duration batchDelay;

    @Option(
            names = "--decode-threads",
            paramLabel = "N",
            defaultValue = "2",
            converter = PositiveIntConverter.class,
            description = "Threads that decode images, for each process. Default: ${DEFAULT-VALUE}")
    private int decodeThreads;

    @Option(
            names = "--in-flight",
            paramLabel = "CLIPS",
            defaultValue = "32",
            converter = PositiveIntConverter.class,
            description = "Most clips being decoded or classified, for each parallel instance; --overload says"
                    + " what happens then. Default: ${DEFAULT-VALUE}")
    private int inFlight;

    @Option(
            names = "--overload",
            paramLabel = "WHAT",
            defaultValue = "wait",
            description = "When clips come faster than they are classified: ${COMPLETION-CANDIDATES}; wait slows the"
                    + " source down, drop-oldest drops and reports the clip that has waited longest when as many wait as"
                    + " --in-flight says. Default: ${DEFAULT-VALUE}")
    private Overload overload;

    @Option(
            names = "--classify-timeout",
            paramLabel = "DURATION",
            defaultValue = "1m",
            converter = PositiveDurationConverter.class,
            description = "A clip not classified by then is rejected. Default: ${DEFAULT-VALUE}")
    private Duration timeout;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "5",
            converter = PositiveIntConverter.class,
            description = "Classes listed with each action. Default: ${DEFAULT-VALUE}")
    private int top;

    /** The name of a shipped checkpoint, or a directory. */
    public String checkpoint() {
        return checkpoint;
    }

    public String device() {
        return device;
    }

    public Precision precision() {
        return precision;
    }

    public int batchSize() {
        return batchSize;
    }

    public Duration batchDelay() {
        return batchDelay;
    }

    public int decodeThreads() {
        return decodeThreads;
    }

    public int inFlight() {
        return inFlight;
    }

    public Overload overload() {
        return overload;
    }

    public Duration timeout() {
        return timeout;
    }

    public int top() {
        return top;
    }
}
