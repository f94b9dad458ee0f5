package io.actionstream.training.commands;

import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.training.report.CheckpointReport;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a checkpoint is. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Shows what a checkpoint is: its clips, labels, training, metrics and tensors.")
public final class Inspect implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CHECKPOINT", description = "a checkpoint's folder, or ucf101 or synthetic")
    private String checkpoint;

    @Override
    public Integer call() throws IOException {
        spec.commandLine().getOut().print(CheckpointReport.of(Checkpoint.read(checkpoint)));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
