package io.actionstream.training.commands.exchange;

import io.actionstream.inference.DeviceClassifier;
import io.actionstream.model.checkpoint.Architecture;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.checkpoint.CheckpointException;
import io.actionstream.training.commands.DeviceOptions;
import io.actionstream.training.commands.LoadOptions;
import io.actionstream.training.exchange.Declaration;
import io.actionstream.training.exchange.NetworkFile;
import io.actionstream.training.exchange.Preset;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a checkpoint of a network from another program. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Makes a checkpoint of a file of TorchScript or ONNX. What is declared is tried once before the"
                + " checkpoint is written.")
public final class Import implements Callable<Integer> {
    private static final int MAX_LABELS_BYTES = 16 << 20;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "the network: a file of torch.jit.save, or ONNX")
    private Path file;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "the checkpoint's folder, a new one")
    private Path out;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description = "a well-known network with the labels of Kinetics-400, whose clips, input and output need not"
                    + " be said: torchvision/r2plus1d_18, torchvision/mc3_18, torchvision/r3d_18, torchvision/s3d or"
                    + " torchvision/mvit_v2_s; other options change parts of it")
    private String preset;

    @Option(
            names = "--like",
            paramLabel = "NAME|DIR",
            description = "a checkpoint with the same clips and labels, such as the one that was exported")
    private String like;

    @Option(names = "--name", description = "version written in the checkpoint (default: the folder's name)")
    private String name;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "class names, one a line, in the order of the network's outputs")
    private Path labels;

    @Option(
            names = "--background",
            split = ",",
            paramLabel = "LABEL",
            description = "labels that are no action of interest, such as Idle")
    private List<String> background;

    @Mixin
    private ClipOptions clip;

    @Mixin
    private TensorOptions tensors;

    @Mixin
    private LoadOptions load;

    @Mixin
    private DeviceOptions device;

    @Override
    public Integer call() throws IOException {
        requireFreshFolder();
        Declaration known = known();
        NetworkFile network = NetworkFile.read(file, load.rules().maxFileBytes());
        Checkpoint checkpoint = new Checkpoint(config(network, known), network.bytes());
        check(checkpoint);
        checkpoint.write(out);
        spec.commandLine().getOut().println(out);
        return 0;
    }

    /** Tries the network once. TorchScript is not even tried without permission, for that would execute its code. */
    private void check(Checkpoint checkpoint) throws CheckpointException {
        if (checkpoint.config().architecture() == Architecture.TORCHSCRIPT
                && !load.rules().torchScript()) {
            throw new IllegalArgumentException(file
                    + " is TorchScript, which can execute code; give --allow=torchscript if you" + " trust its maker");
        }
        Optional<String> problem = checkpoint.problem();
        if (problem.isPresent()) {
            throw new CheckpointException(file + ": " + problem.get());
        }
        DeviceClassifier.check(checkpoint, device.name(), load.rules());
    }

    private void requireFreshFolder() throws IOException {
        if (!Files.exists(out)) {
            return;
        }
        try (Stream<Path> files = Files.list(out)) {
            if (files.findAny().isPresent()) {
                throw new IllegalArgumentException("--out: " + out + " is not empty; name a new folder");
            }
        }
    }

    private Declaration known() throws IOException {
        if (preset != null && like != null) {
            throw new IllegalArgumentException("--preset and --like exclude each other");
        }
        if (preset != null) {
            return Preset.named(preset).declaration();
        }
        return like == null
                ? Declaration.NONE
                : Declaration.of(Checkpoint.read(like, load.rules()).config());
    }

    private CheckpointConfig config(NetworkFile network, Declaration known) throws IOException {
        return new CheckpointConfig(
                CheckpointConfig.FORMAT_2,
                network.architecture(),
                name == null ? out.toAbsolutePath().normalize().getFileName().toString() : name,
                clip.clip(known.clip()),
                tensors.input(known.input()),
                tensors.output(known.output()),
                labels(known),
                null,
                Map.of(),
                null,
                background == null && labels == null ? known.background() : background,
                null);
    }

    /** Lines of a file, whose number and length the configuration limits. */
    private List<String> labels(Declaration known) throws IOException {
        if (labels == null) {
            if (known.labels() == null) {
                throw new IllegalArgumentException("--labels is missing; without --preset and --like it must be there");
            }
            return known.labels();
        }
        if (Files.size(labels) > MAX_LABELS_BYTES) {
            throw new IOException("--labels: " + labels + " is larger than " + MAX_LABELS_BYTES + " bytes");
        }
        try {
            return Files.readAllLines(labels);
        } catch (CharacterCodingException e) {
            throw new IOException("--labels: " + labels + " is not UTF-8", e);
        }
    }
}
