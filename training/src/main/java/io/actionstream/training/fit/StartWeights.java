package io.actionstream.training.fit;

import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.network.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The weights from which a run starts. */
public final class StartWeights {

    private StartWeights() {}

    /** Fresh weights for the classes and the seed of a run. */
    public static Map<String, Tensor> fresh(CheckpointConfig config) {
        return config.layout().initialise(config.training().seed());
    }

    /**
     * Makes sure that a checkpoint's network can be trained.
     *
     * @throws IllegalArgumentException when it is of another architecture than the built-in one
     */
    public static void requireTrainable(CheckpointConfig config) {
        if (!config.architecture().isBuiltIn()) {
            throw new IllegalArgumentException("--from: " + config.version() + " is of architecture "
                    + config.architecture() + ", which can be run but not trained here; only "
                    + CheckpointConfig.ARCHITECTURE + " can");
        }
    }

    /**
     * The weights of a checkpoint; of its head, those of the labels that the run has, too. Other labels begin fresh.
     *
     * @throws IllegalArgumentException when the checkpoint is of another architecture, or the run's network has other residual blocks
     */
    public static Map<String, Tensor> from(Checkpoint checkpoint, CheckpointConfig config) {
        requireTrainable(checkpoint.config());
        if (!Objects.equals(checkpoint.config().blocks(), config.blocks())) {
            throw new IllegalArgumentException("--from: " + checkpoint.config().version() + " has "
                    + blocks(checkpoint.config()) + ", the recipe " + blocks(config));
        }
        if (checkpoint.config().labels().equals(config.labels())) {
            return checkpoint.weights();
        }
        Map<String, Tensor> weights = new LinkedHashMap<>(fresh(config));
        weights.replaceAll((name, fresh) -> {
            Tensor trained = checkpoint.weights().get(name);
            return BackboneRate.isHead(name)
                    ? rowsOf(trained, checkpoint.config().labels(), fresh, config.labels())
                    : trained;
        });
        return weights;
    }

    /** Fresh rows, one for each label, with those of a trained head where it has the label. */
    private static Tensor rowsOf(Tensor trained, List<String> known, Tensor fresh, List<String> labels) {
        float[] values = fresh.values().clone();
        int row = values.length / labels.size();
        for (int i = 0; i < labels.size(); i++) {
            int from = known.indexOf(labels.get(i));
            if (from >= 0) {
                System.arraycopy(trained.values(), from * row, values, i * row, row);
            }
        }
        return new Tensor(fresh.shape(), values);
    }

    private static String blocks(CheckpointConfig config) {
        return config.blocks() == null ? "the tutorial's residual blocks" : "residual blocks of " + config.blocks();
    }
}
