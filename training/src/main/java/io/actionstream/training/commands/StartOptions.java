package io.actionstream.training.commands;

import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.checkpoint.ShippedCheckpoint;
import io.actionstream.model.network.Tensor;
import io.actionstream.training.fit.BackboneRate;
import io.actionstream.training.fit.StartWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/** What a run starts from. */
public final class StartOptions {

    @Option(
            names = "--from",
            paramLabel = "NAME|DIR",
            description = "checkpoint to start from, such as ucf101; its head is replaced when its labels are others")
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
        if (ShippedCheckpoint.of(from).isEmpty()) {
            StartWeights.requireTrainable(Checkpoint.readConfig(Path.of(from)));
        }
        return StartWeights.from(Checkpoint.read(from), config);
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
