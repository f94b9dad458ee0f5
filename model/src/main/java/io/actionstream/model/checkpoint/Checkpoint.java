package io.actionstream.model.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.actionstream.model.network.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A trained network: a directory of {@code model.safetensors} and {@code config.json}.
 *
 * @param config what it is
 * @param weights by name, exactly those of {@link Layout}
 */
public record Checkpoint(CheckpointConfig config, Map<String, Tensor> weights) {
    private static final String WEIGHTS_FILE = "model.safetensors";
    private static final String CONFIG_FILE = "config.json";
    private static final int MAX_CONFIG_BYTES = 16 << 20;

    /** Its files, and the most bytes of each. */
    public static final Map<String, Integer> FILES =
            Map.of(CONFIG_FILE, MAX_CONFIG_BYTES, WEIGHTS_FILE, SafeTensors.MAX_FILE);

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * Reads and checks a checkpoint.
     *
     * @throws CheckpointException when it is missing, incomplete or does not fit the network; says what is wrong
     */
    public static Checkpoint read(Path directory) throws IOException {
        CheckpointConfig config = readConfig(directory);
        Path file = requireFile(directory, WEIGHTS_FILE);
        Map<String, Tensor> weights = SafeTensors.read(file);
        String problem = Layout.of(config.labels().size()).mismatch(weights);
        if (problem != null) {
            throw new CheckpointException(file + ": " + problem);
        }
        return new Checkpoint(config, weights);
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
        try {
            CheckpointConfig config = JSON.readValue(file.toFile(), CheckpointConfig.class);
            if (config == null) {
                throw new CheckpointException(file + ": it holds nothing");
            }
            return config;
        } catch (JsonProcessingException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new CheckpointException(file + ": " + cause.getMessage(), e);
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
            Directories.replace(target, fresh);
        } finally {
            Directories.delete(workspace);
        }
    }

    private static Path requireFile(Path directory, String name) throws CheckpointException {
        Path file = directory.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new CheckpointException(directory + ": not a checkpoint, " + name + " is missing");
        }
        return file;
    }
}
