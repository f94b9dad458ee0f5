package io.actionstream.training.commands;

import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.checkpoint.ShippedCheckpoint;
import io.actionstream.model.network.Tensor;
import io.actionstream.training.fit.BackboneRate;
import io.actionstream.training.fit.Recipe;
import io.actionstream.training.fit.StartWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/** The weights that a run starts from. */
public final class StartOptions {

    @Option(
            names = "--from",
            paramLabel = "NAME|DIR",
            description = "checkpoint to start from, such as ucf101; labels that it does not know begin fresh")
    private String from;

    @Option(names = "--freeze", description = "with --from: train the head only")
    private boolean freeze;

    @Option(
            names = "--body-rate",
            paramLabel = "FACTOR",
            description = "with --from: learning rate of all but the head, as a share of the recipe's (default: 1)")
    private Double bodyRate;

    Map<String, Tensor> weights(CheckpointConfig config) throws IOException {
        if (from == null) {
            return StartWeights.fresh(config);
        }
        requireTrainable();
        return StartWeights.from(Checkpoint.read(from), config);
    }

    private void requireTrainable() throws IOException {
        if (ShippedCheckpoint.of(from).isEmpty()) {
            StartWeights.requireTrainable(Checkpoint.readConfig(Path.of(from)));
        }
    }

    /** The recipe of that name or file; one that goes on with a checkpoint is fitted to it. */
    Recipe recipe(String nameOrFile) throws IOException {
        Recipe recipe = Recipe.read(nameOrFile);
        if (!nameOrFile.equals(Recipe.REFINE)) {
            return recipe;
        }
        if (from == null) {
            throw new IllegalArgumentException("--recipe " + Recipe.REFINE + " needs --from");
        }
        requireTrainable();
        return recipe.like(Checkpoint.read(from).config());
    }

    BackboneRate backboneRate() {
        if (from == null && (freeze || bodyRate != null)) {
            throw new IllegalArgumentException("--freeze and --body-rate need --from");
        }
        if (freeze && bodyRate != null) {
            throw new IllegalArgumentException("--freeze and --body-rate exclude each other");
        }
        if (freeze) {
            return BackboneRate.FROZEN;
        }
        return bodyRate == null ? BackboneRate.FULL : new BackboneRate(bodyRate);
    }
}
