package io.actionstream.bench.network;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;
import io.actionstream.model.network.Parameters;

/** A forward and a backward pass. */
final class TrainingStep {

    private TrainingStep() {}

    /** Adds to each tensor's gradient that of the clips' mean loss, were they all of the first class. */
    static void of(Network network, NDArray clips, Parameters parameters) {
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            collector.backward(network.forward(clips, true)
                    .logSoftmax(1)
                    .get(":, 0")
                    .mean()
                    .neg());
            parameters.get("stem.spatial.weight").getGradient().toFloatArray();
        }
    }
}
