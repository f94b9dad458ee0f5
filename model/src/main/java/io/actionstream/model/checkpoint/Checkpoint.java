package io.actionstream.model.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.actionstream.model.network.Layout;
import io.actionstream.model.network.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A trained network: a directory of {@code model.safetensors} and {@code config.json}.
 *
 * @param config what it is
 * @param weights by name, exactly those of {@link Layout}; in its order when they were read
 */
public record Checkpoint(CheckpointConfig config, Map<String, Tensor> weights) {
    /** The file of weights in a checkpoint's directory. */
    public static final String WEIGHTS_FILE = "model.safetensors";

    /** The file of the configuration in a checkpoint's directory. */
    public static final String CONFIG_FILE = "config.json";

    private static final int MAX_CONFIG_BYTES = 16 << 20;
    private static final int MOST_ATTEMPTS = 5;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * Reads and checks a checkpoint.
     *
     * @param nameOrDirectory {@code ucf101} or {@code synthetic}, which are in the jar, or a directory
     * @throws CheckpointException when it is missing, incomplete or does not fit the network; says what is wrong
     */
    public static Checkpoint read(String nameOrDirectory) throws IOException {
        Optional<ShippedCheckpoint> shipped = ShippedCheckpoint.of(nameOrDirectory);
        return shipped.isPresent() ? shipped.get().read() : read(Path.of(nameOrDirectory));
    }

    /**
     * Reads and checks a checkpoint.
     *
     * @throws CheckpointException when it is missing, incomplete or does not fit the network; says what is wrong
     */
    public static Checkpoint read(Path directory) throws IOException {
        Path file = directory.resolve(WEIGHTS_FILE);
        return settled(
                file.toString(),
                () -> readConfig(directory),
                most -> SafeTensors.read(requireFile(directory, WEIGHTS_FILE), most));
    }

    /** Reads and checks only what a checkpoint is, without its weights. */
    public static CheckpointConfig readConfig(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new CheckpointException(directory + ": no checkpoint directory there");
        }
        Path file = requireFile(directory, CONFIG_FILE);
        if (Files.size(file) > MAX_CONFIG_BYTES) {
            throw new CheckpointException(file + ": larger than " + MAX_CONFIG_BYTES + " bytes");
        }
        return parseConfig(file.toString(), Files.readAllBytes(file));
    }

    /**
     * Reads and checks a checkpoint that lies elsewhere than in a directory of this machine.
     *
     * @param place where, for messages
     * @param files reads its files
     * @throws CheckpointException when it is incomplete or does not fit the network; says what is wrong
     */
    public static Checkpoint read(String place, FileReader files) throws IOException {
        String configFile = place + "/" + CONFIG_FILE;
        String weightsFile = place + "/" + WEIGHTS_FILE;
        return settled(
                weightsFile,
                () -> parseConfig(configFile, files.read(CONFIG_FILE, MAX_CONFIG_BYTES)),
                most -> SafeTensors.parse(weightsFile, files.read(WEIGHTS_FILE, most)));
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

    @FunctionalInterface
    private interface Configs {
        CheckpointConfig read() throws IOException;
    }

    @FunctionalInterface
    private interface Weights {
        Map<String, Tensor> read(int maxBytes) throws IOException;
    }

    /** Both parts of one checkpoint, though another may take its place between them. */
    private static Checkpoint settled(String place, Configs configs, Weights weights) throws IOException {
        CheckpointConfig config = configs.read();
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Map<String, Tensor> read = weights.read(maxWeightsBytes(config));
            CheckpointConfig after = configs.read();
            if (after.equals(config)) {
                return checked(place, config, read);
            }
            config = after;
        }
        throw new CheckpointException(place + ": other checkpoints took its place while it was read");
    }

    private static int maxWeightsBytes(CheckpointConfig config) {
        return SafeTensors.maxBytes(config.layout().parameterCount());
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

    private static CheckpointConfig parseConfig(String place, byte[] json) throws IOException {
        try {
            CheckpointConfig config = JSON.readValue(new String(json, StandardCharsets.UTF_8), CheckpointConfig.class);
            if (config == null) {
                throw new CheckpointException(place + ": it holds nothing");
            }
            return config;
        } catch (JsonProcessingException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new CheckpointException(place + ": " + cause.getMessage(), e);
        }
    }

    /**
     * Writes the checkpoint to a temporary sibling and renames it, so that a reader never sees half of one. A checkpoint
     * that is already there is replaced; where a symbolic link stands, the directory that it names.
     */
    public void write(Path directory) throws IOException {
        Path target = Files.exists(directory)
                ? directory.toRealPath()
                : directory.toAbsolutePath().normalize();
        Files.createDirectories(target.getParent());
        Path workspace = Files.createTempDirectory(target.getParent(), "." + target.getFileName() + "-");
        try {
            Path fresh = Files.createDirectory(workspace.resolve("new"));
            SafeTensors.write(fresh.resolve(WEIGHTS_FILE), weights);
            JSON.writeValue(fresh.resolve(CONFIG_FILE).toFile(), config);
            Directories.sync(fresh);
            Directories.replace(target, fresh);
        } finally {
            Directories.delete(workspace);
        }
    }

    /**
     * The weights with which the softmax of the logits gives calibrated probabilities: those of the head divided by the
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
