package io.actionstream.training.fit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointException;
import io.actionstream.model.checkpoint.SafeTensors;
import io.actionstream.model.network.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of a training run: {@code best/} and {@code last/} checkpoints with model cards, {@code history.csv} and
 * {@code history.json}, {@code run.json}, which says how it was begun, and {@code state.safetensors}, from which it goes on.
 * Each is replaced in one move.
 */
final class RunFolder {
    private static final String STATE = "state.safetensors";
    private static final String PROGRESS = "progress";
    private static final String HOW = "run.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    RunFolder(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
    }

    /** The state in which a run was left. */
    record State(TrainingState weights, int epochs, List<Epoch> history) {}

    /**
     * Says how the run is done, before its first state is written.
     *
     * @param recipe as given, whatever its name
     */
    void writeHow(Recipe recipe, BackboneRate backbone) throws IOException {
        replace(HOW, how(recipe, backbone));
    }

    /**
     * Checks that a run goes on as it was begun.
     *
     * @throws IllegalArgumentException when it does not
     */
    void requireSame(Recipe recipe, BackboneRate backbone) throws IOException {
        Path file = folder.resolve(HOW);
        if (Files.exists(file) && !Arrays.equals(Files.readAllBytes(file), how(recipe, backbone))) {
            throw new IllegalArgumentException("--resume: the run in " + folder
                    + " was begun with another recipe, --freeze or --body-rate; " + file + " says with which");
        }
    }

    private static byte[] how(Recipe recipe, BackboneRate backbone) throws IOException {
        ObjectNode how = JSON.createObjectNode();
        how.put("bodyRate", backbone.factor());
        how.set("recipe", JSON.valueToTree(recipe));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(how);
    }

    boolean holdsState() {
        return Files.exists(folder.resolve(STATE));
    }

    Path best() {
        return folder.resolve("best");
    }

    Path last() {
        return folder.resolve("last");
    }

    void writeBest(Checkpoint checkpoint, String card) throws IOException {
        checkpoint.write(best(), card);
    }

    void writeLast(Checkpoint checkpoint, String card) throws IOException {
        checkpoint.write(last(), card);
    }

    /** Writes the history first and the state last: the state counts. */
    void writeState(State state) throws IOException {
        replace("history.json", History.json(state.history));
        replace("history.csv", History.csv(state.history).getBytes(StandardCharsets.UTF_8));
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        prefixed("values.", state.weights.values(), tensors);
        prefixed("mean.", state.weights.mean(), tensors);
        prefixed("square.", state.weights.square(), tensors);
        prefixed("average.", state.weights.average(), tensors);
        tensors.put(PROGRESS, new Tensor(new long[] {1}, new float[] {state.epochs}));
        Path temporary = folder.resolve(STATE + ".new");
        SafeTensors.write(temporary, tensors);
        Files.move(temporary, folder.resolve(STATE), StandardCopyOption.ATOMIC_MOVE);
    }

    State readState() throws IOException {
        Path file = folder.resolve(STATE);
        Map<String, Tensor> tensors = SafeTensors.read(file);
        Tensor progress = tensors.get(PROGRESS);
        if (progress == null || progress.values().length != 1) {
            throw new CheckpointException(file + ": not the state of a run, its progress is missing");
        }
        int epochs = (int) progress.values()[0];
        List<Epoch> history = History.read(folder.resolve("history.json"));
        if (history.size() < epochs) {
            throw new CheckpointException(
                    file + ": it is of epoch " + epochs + ", but the history has only " + history.size());
        }
        TrainingState weights = new TrainingState(
                unprefixed("values.", tensors),
                unprefixed("mean.", tensors),
                unprefixed("square.", tensors),
                unprefixed("average.", tensors));
        return new State(weights, epochs, new ArrayList<>(history.subList(0, epochs)));
    }

    private void replace(String name, byte[] content) throws IOException {
        Path temporary = folder.resolve(name + ".new");
        Files.write(temporary, content);
        Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void prefixed(String prefix, Map<String, Tensor> from, Map<String, Tensor> into) {
        from.forEach((name, tensor) -> into.put(prefix + name, tensor));
    }

    private static Map<String, Tensor> unprefixed(String prefix, Map<String, Tensor> from) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        from.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                tensors.put(name.substring(prefix.length()), tensor);
            }
        });
        return tensors;
    }
}
