package io.actionstream.training.commands;

import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.console.Printable;
import io.actionstream.training.report.CheckpointReport;
import java.io.IOException;
import java.io.PrintWriter;
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
        description =
                "Shows what a checkpoint is: its clips, labels, training, metrics and tensors, and its model card.")
public final class Inspect implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CHECKPOINT", description = "a checkpoint's folder, or ucf101 or synthetic")
    private String checkpoint;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.print(CheckpointReport.of(Checkpoint.read(checkpoint)));
        Checkpoint.readCard(checkpoint).ifPresent(card -> {
            out.println();
            card.lines().map(Printable::of).forEach(out::println);
        });
        out.flush();
        return 0;
    }
}
