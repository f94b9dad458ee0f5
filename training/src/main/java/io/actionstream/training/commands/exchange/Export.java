package io.actionstream.training.commands.exchange;

import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.export.NetworkExport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the built-in network for other programs. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Writes a checkpoint's network as TorchScript or ONNX. It takes clips (batch, time, height, width, RGB)"
                        + " of pixels from 0 to 255, and gives logits (batch, labels).")
public final class Export implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "CHECKPOINT",
            description = "a checkpoint's folder, or ucf101 or synthetic, which are in the jar")
    private String checkpoint;

    @Option(names = "--format", required = true, paramLabel = "torchscript|onnx", description = "of the file")
    private NetworkExport format;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "the file; one that is there is replaced")
    private Path out;

    @Override
    public Integer call() throws IOException {
        Checkpoint read = Checkpoint.read(checkpoint);
        CheckpointConfig config = read.config();
        if (!config.architecture().isBuiltIn()) {
            throw new IllegalArgumentException(checkpoint + ": architecture is " + config.architecture()
                    + ", whose network lies in the folder as it was imported: "
                    + config.architecture().fileName());
        }
        Path target = out.toAbsolutePath();
        Files.createDirectories(target.getParent());
        Path temporary = Files.createTempFile(target.getParent(), "." + target.getFileName() + "-", null);
        try {
            try (OutputStream stream = Files.newOutputStream(temporary)) {
                format.write(read, stream);
            }
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        spec.commandLine().getOut().println(out);
        return 0;
    }
}
