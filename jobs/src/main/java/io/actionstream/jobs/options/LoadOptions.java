package io.actionstream.jobs.options;

import io.actionstream.jobs.options.convert.ByteSizeConverter;
import io.actionstream.model.checkpoint.LoadRules;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Options of loading networks that others made. */
public final class LoadOptions {

    @Option(
            names = "--allow",
            paramLabel = "KIND",
            split = ",",
            description =
                    "Kinds of checkpoints that can execute code, for makers whom you trust: ${COMPLETION-CANDIDATES}."
                            + " Default: none")
    private List<LoadRules.Kind> allowed = List.of();

    @Option(
            names = "--max-model-bytes",
            paramLabel = "SIZE",
            defaultValue = "500MB",
            converter = ByteSizeConverter.class,
            description = "Largest model.onnx or model.pt that is loaded. Its first clip may take four times as much"
                    + " memory and 2 GB. Default: ${DEFAULT-VALUE}")
    private int maxModelBytes;

    /**
     * Makes rules of the options.
     *
     * @param firstRun how long a network's first clip may take
     */
    public LoadRules rules(Duration firstRun) {
        return new LoadRules(allowed.contains(LoadRules.Kind.TORCHSCRIPT), maxModelBytes, firstRun);
    }

    /** The same with the time that {@link LoadRules#DEFAULT} gives. */
    public LoadRules rules() {
        return rules(LoadRules.DEFAULT.firstRun());
    }

    /** The options again, for the job that a command starts. */
    public List<String> options() {
        return Stream.concat(
                        Stream.of("--max-model-bytes=" + maxModelBytes),
                        allowed.stream().map(kind -> "--allow=" + kind))
                .toList();
    }
}
