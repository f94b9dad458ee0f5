package io.actionstream.training.commands;

import io.actionstream.inference.DeviceClassifier;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.console.Printable;
import io.actionstream.model.network.Precision;
import io.actionstream.training.report.CheckpointReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Option(
            names = "--check",
            description =
                    "also run the network on a clip of noise, and compare its answer with what the checkpoint declares")
    private boolean check;

    @Mixin
    private DeviceOptions device;

    @Mixin
    private LoadOptions load;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Checkpoint read = Checkpoint.read(checkpoint, load.rules());
        out.print(CheckpointReport.of(read));
        Checkpoint.readCard(checkpoint).ifPresent(card -> {
            out.println();
            card.lines().map(Printable::of).forEach(out::println);
        });
        out.flush();
        if (check) {
            new DeviceClassifier(read, device.device(), Precision.FLOAT32, load.rules()).close();
            out.println("checked       the network answers a clip of noise as declared");
            out.flush();
        }
        return 0;
    }
}
