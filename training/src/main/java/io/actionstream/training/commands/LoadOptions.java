package io.actionstream.training.commands;

import io.actionstream.model.checkpoint.LoadRules;
import java.util.List;
import picocli.CommandLine.Option;

/** Options of loading networks that others made. */
public final class LoadOptions {
    private static final int MAX_BYTES = 1_000_000_000;

    @Option(
            names = "--allow",
            paramLabel = "KIND",
            split = ",",
            description =
                    "kinds of checkpoints that can execute code, for makers whom you trust: ${COMPLETION-CANDIDATES}"
                            + " (default: none)")
    private List<LoadRules.Kind> allowed = List.of();

    /** Makes rules of the option. */
    public LoadRules rules() {
        return new LoadRules(allowed.contains(LoadRules.Kind.TORCHSCRIPT), MAX_BYTES, LoadRules.DEFAULT.firstRun());
    }
}
