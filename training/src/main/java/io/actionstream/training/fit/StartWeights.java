package io.actionstream.training.fit;

import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.network.Tensor;
import java.util.LinkedHashMap;
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
     * The weights of a checkpoint; its head only when it has the labels of the run, in their order.
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
        weights.replaceAll((name, fresh) ->
                BackboneRate.isHead(name) ? fresh : checkpoint.weights().get(name));
        return weights;
    }

    private static String blocks(CheckpointConfig config) {
        return config.blocks() == null ? "the tutorial's residual blocks" : "residual blocks of " + config.blocks();
    }
}
