package io.actionstream.model.checkpoint;

import io.actionstream.model.network.Layout;
import io.actionstream.model.network.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A trained network: a directory of {@code config.json} and the network's file, which is that of its {@link Architecture}.
 *
 * @param config what it is
 * @param weights of the built-in network by name, exactly those of {@link Layout}, in its order when they were read; empty
 *     for others
 * @param model the file of a network of another architecture; null for the built-in one
 */
public record Checkpoint(CheckpointConfig config, Map<String, Tensor> weights, byte[] model) {
    /** The file of weights in a built-in network's directory. */
    public static final String WEIGHTS_FILE = Architecture.R2PLUS1D_TUTORIAL.fileName();

    /** The file of the configuration in a checkpoint's directory. */
    public static final String CONFIG_FILE = "config.json";

    /** The file in a checkpoint's directory that tells people about it, if there is one: its model card, in Markdown. */
    public static final String CARD_FILE = "README.md";

    private static final int MAX_CARD_BYTES = 1 << 20;
    private static final int MAX_CONFIG_BYTES = 16 << 20;
    private static final int MOST_ATTEMPTS = 5;

    public Checkpoint {
        boolean builtIn = config.architecture().isBuiltIn();
        if (builtIn != (model == null) || !builtIn && !weights.isEmpty()) {
            throw new IllegalArgumentException("a network of architecture " + config.architecture() + " has "
                    + (builtIn ? "weights only" : "a file and no weights"));
        }
    }

    /** A built-in network. */
    public Checkpoint(CheckpointConfig config, Map<String, Tensor> weights) {
        this(config, weights, null);
    }

    /** A network of another architecture. */
    public Checkpoint(CheckpointConfig config, byte[] model) {
        this(config, Map.of(), model);
    }

    /** The same network with another configuration. */
    public Checkpoint withConfig(CheckpointConfig newConfig) {
        return new Checkpoint(newConfig, weights, model);
    }

    /**
     * Reads and checks a checkpoint by the {@link LoadRules#DEFAULT default rules}.
     *
     * @param nameOrDirectory {@code ucf101} or {@code synthetic}, which are in the jar, or a directory
     * @throws CheckpointException when it is missing, incomplete, not allowed or does not fit the network; says what is wrong
     */
    public static Checkpoint read(String nameOrDirectory) throws IOException {
        return read(nameOrDirectory, LoadRules.DEFAULT);
    }

    /** The same by other rules. */
    public static Checkpoint read(String nameOrDirectory, LoadRules rules) throws IOException {
        Optional<ShippedCheckpoint> shipped = ShippedCheckpoint.of(nameOrDirectory);
        return shipped.isPresent() ? shipped.get().read() : read(Path.of(nameOrDirectory), rules);
    }

    /**
     * Reads and checks a checkpoint by the {@link LoadRules#DEFAULT default rules}.
     *
     * @throws CheckpointException when it is missing, incomplete, not allowed or does not fit the network; says what is wrong
     */
    public static Checkpoint read(Path directory) throws IOException {
        return read(directory, LoadRules.DEFAULT);
    }

    /** The same by other rules. */
    public static Checkpoint read(Path directory, LoadRules rules) throws IOException {
        return read(directory.toString(), filesIn(directory), rules);
    }

    /**
     * Reads and checks only what a checkpoint is, without its network, which needs no permission.
     *
     * @param nameOrDirectory as for {@link #read(String)}
     */
    public static CheckpointConfig readConfig(String nameOrDirectory) throws IOException {
        Optional<ShippedCheckpoint> shipped = ShippedCheckpoint.of(nameOrDirectory);
        return shipped.isPresent() ? shipped.get().readConfig() : readConfig(Path.of(nameOrDirectory));
    }

    /** The same of a directory. */
    public static CheckpointConfig readConfig(Path directory) throws IOException {
        return readConfig(directory.toString(), filesIn(directory));
    }

    /**
     * Reads a checkpoint's model card. It may say anything, in any characters.
     *
     * @param nameOrDirectory as for {@link #read(String)}
     * @return in Markdown, the first MB of it; empty when there is none
     */
    public static Optional<String> readCard(String nameOrDirectory) throws IOException {
        if (ShippedCheckpoint.of(nameOrDirectory).isPresent()) {
            return Optional.empty();
        }
        Path file = Path.of(nameOrDirectory).resolve(CARD_FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream card = Files.newInputStream(file)) {
            return Optional.of(new String(card.readNBytes(MAX_CARD_BYTES), StandardCharsets.UTF_8));
        }
    }

    static CheckpointConfig readConfig(String place, FileReader files) throws IOException {
        return ConfigJson.parse(place + "/" + CONFIG_FILE, files.read(CONFIG_FILE, MAX_CONFIG_BYTES), files);
    }

    /**
     * Reads and checks a checkpoint that lies elsewhere than in a directory of this machine.
     *
     * @param place where, for messages
     * @param files reads its files
     * @throws CheckpointException when it is incomplete, not allowed or does not fit the network; says what is wrong
     */
    public static Checkpoint read(String place, FileReader files, LoadRules rules) throws IOException {
        CheckpointConfig config = readConfig(place, files);
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            String file = place + "/" + config.architecture().fileName();
            byte[] content = files.read(config.architecture().fileName(), maxBytes(file, config, rules));
            CheckpointConfig after = readConfig(place, files);
            if (after.equals(config)) { // both parts are of one checkpoint, though another may have taken its place
                return checked(file, config, content);
            }
            config = after;
        }
        throw new CheckpointException(place + "/" + config.architecture().fileName()
                + ": other checkpoints took its place while it was read");
    }

    /** Reads files of a checkpoint from wherever it lies. */
    @FunctionalInterface
    public interface FileReader {

        /**
         * Everything that is in a file.
         *
         * @param maxBytes the most that may be in it
         * @throws CheckpointException when there is no such file, or more in it
         */
        byte[] read(String name, int maxBytes) throws IOException;
    }

    private static FileReader filesIn(Path directory) throws CheckpointException {
        if (!Files.isDirectory(directory)) {
            throw new CheckpointException(directory + ": no checkpoint directory there");
        }
        return (name, maxBytes) -> {
            Path file = requireFile(directory, name);
            long size = Files.size(file);
            if (size > maxBytes) {
                throw new CheckpointException(file + ": " + size + " bytes are more than the limit of " + maxBytes);
            }
            return Files.readAllBytes(file);
        };
    }

    /** The most bytes of the network's file, which must be allowed at all. */
    private static int maxBytes(String file, CheckpointConfig config, LoadRules rules) throws CheckpointException {
        if (config.architecture().isBuiltIn()) {
            return SafeTensors.maxBytes(config.layout().parameterCount());
        }
        if (config.architecture() == Architecture.TORCHSCRIPT && !rules.torchScript()) {
            throw new CheckpointException(file + ": architecture is torchscript, which can execute code and so needs"
                    + " --allow=torchscript; give it only for files of makers whom you trust");
        }
        return rules.maxFileBytes();
    }

    private static Checkpoint checked(String file, CheckpointConfig config, byte[] content) throws IOException {
        if (config.architecture().isBuiltIn()) {
            return checked(file, config, SafeTensors.parse(file, content));
        }
        Checkpoint read = new Checkpoint(config, content);
        Optional<String> problem = read.problem();
        if (problem.isPresent()) {
            throw new CheckpointException(file + ": " + problem.get());
        }
        return read;
    }

    /**
     * Compares the file of a network of another architecture with the configuration, as far as that goes without loading it. A checkpoint
     * that was read has no problem.
     *
     * @return what is wrong, as the rest of a sentence; empty when nothing is
     */
    public Optional<String> problem() {
        return Optional.ofNullable(
                switch (config.architecture()) {
                    case R2PLUS1D_TUTORIAL -> null;
                    case TORCHSCRIPT -> ScriptFile.problem(model);
                    case ONNX -> OnnxDeclaration.mismatch(model, config);
                });
    }

    private static Checkpoint checked(String place, CheckpointConfig config, Map<String, Tensor> weights)
            throws CheckpointException {
        Layout layout = config.layout();
        Map<String, Tensor> plain = PyTorchNames.plain(place, weights);
        String problem = layout.mismatch(plain);
        if (problem != null) {
            throw new CheckpointException(place + ": " + problem);
        }
        Map<String, Tensor> ordered = new LinkedHashMap<>();
        layout.shapes().keySet().forEach(name -> ordered.put(name, plain.get(name)));
        return new Checkpoint(config, ordered);
    }

    /**
     * Writes the checkpoint to a temporary sibling and renames it, so that a reader never sees half of one. A checkpoint
     * that is already there is replaced; where a symbolic link stands, the directory that it names.
     */
    public void write(Path directory) throws IOException {
        write(directory, null);
    }

    /**
     * The same with a model card.
     *
     * @param card in Markdown; null for none
     */
    public void write(Path directory, String card) throws IOException {
        Path target = Files.exists(directory)
                ? directory.toRealPath()
                : directory.toAbsolutePath().normalize();
        Files.createDirectories(target.getParent());
        Path workspace = Files.createTempDirectory(target.getParent(), "." + target.getFileName() + "-");
        try {
            Path fresh = Files.createDirectory(workspace.resolve("new"));
            if (model == null) {
                SafeTensors.write(fresh.resolve(WEIGHTS_FILE), weights);
            } else {
                Files.write(fresh.resolve(config.architecture().fileName()), model);
            }
            Files.write(fresh.resolve(CONFIG_FILE), ConfigJson.write(config));
            if (card != null) {
                Files.writeString(fresh.resolve(CARD_FILE), card);
            }
            Directories.sync(fresh);
            Directories.replace(target, fresh);
        } finally {
            Directories.delete(workspace);
        }
    }

    /**
     * The weights of a built-in network with which the softmax of the logits gives calibrated probabilities: those of the head divided by the
     * temperature, which divides the logits by it (Guo et al. 2017, "On Calibration of Modern Neural Networks",
     * equation 9).
     */
    public Map<String, Tensor> calibratedWeights() {
        Double temperature = config.temperature();
        if (temperature == null) {
            return weights;
        }
        Map<String, Tensor> calibrated = new LinkedHashMap<>(weights);
        calibrated.replaceAll((name, tensor) -> Layout.isHead(name) ? tensor.dividedBy(temperature) : tensor);
        return calibrated;
    }

    private static Path requireFile(Path directory, String name) throws CheckpointException {
        Path file = directory.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new CheckpointException(directory + ": not a checkpoint, " + name + " is missing"
                    + (name.equals(WEIGHTS_FILE) ? torchSaveHint(directory) : ""));
        }
        return file;
    }

    /** Names the file that somebody seems to take for the weights. */
    private static String torchSaveHint(Path directory) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.{pt,pth,bin,ckpt}")) {
            for (Path file : files) {
                return "; " + file.getFileName() + " is not read, for files of torch.save can execute code. In Python:"
                        + " safetensors.torch.save_file(model.state_dict(), \"" + WEIGHTS_FILE + "\")";
            }
            return "";
        } catch (IOException e) {
            return "";
        }
    }
}
