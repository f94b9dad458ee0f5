package io.actionstream.model.network;

import io.actionstream.kernels.VectorSupport;
import io.actionstream.kernels.inference.InferenceNetwork;
import io.actionstream.kernels.inference.NetworkShape;
import io.actionstream.kernels.inference.NetworkWeights;
import io.actionstream.kernels.norm.ScaleShift;
import io.actionstream.model.clip.ClipSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The network in the JDK's Vector API, for processors. */
public final class VectorNetwork {
    /** The system property that has PyTorch compute the network when it is {@code false}. */
    public static final String PROPERTY = "actionstream.vectors";

    private static final Logger LOG = LoggerFactory.getLogger(VectorNetwork.class);

    private final Map<String, Tensor> weights;

    private VectorNetwork(Map<String, Tensor> weights) {
        this.weights = weights;
    }

    /**
     * The network of a checkpoint, where this Java has the Vector API and the kernels can compute it; logs why not.
     *
     * @param weights as {@link Layout} has them
     * @param cores that may work on a clip together
     */
    public static Optional<InferenceNetwork> of(Map<String, Tensor> weights, ClipSpec spec, int cores) {
        NetworkShape shape = new NetworkShape(
                spec.frames(),
                spec.height(),
                spec.width(),
                channels(weights, "stem.temporal"),
                Layout.blocks(weights::containsKey).stream()
                        .map(block -> channels(weights, block + ".conv1.temporal"))
                        .toList(),
                channels(weights, "head"));
        String missing = missing(shape);
        if (missing != null) {
            LOG.info("The network is computed by PyTorch: {}", missing);
            return Optional.empty();
        }
        return Optional.of(new InferenceNetwork(shape, new VectorNetwork(weights).read(), cores));
    }

    /** Rows and columns of the smallest clip that the kernels can compute with a network. */
    public static int leastSide(Map<String, Tensor> weights) {
        return Math.max(16, 1 << Layout.blocks(weights::containsKey).size());
    }

    /** The outputs of a layer. */
    private static int channels(Map<String, Tensor> weights, String layer) {
        return weights.get(layer + ".bias").values().length;
    }

    /** What keeps the kernels from computing it, or null when nothing does. */
    private static String missing(NetworkShape shape) {
        if (!Boolean.parseBoolean(System.getProperty(PROPERTY, "true"))) {
            return "-D" + PROPERTY + " turns vectors off";
        }
        if (!VectorSupport.isAvailable()) {
            return "this Java was started without the Vector API";
        }
        return shape.unsupported() == null ? null : "there are no kernels for " + shape.unsupported();
    }

    private NetworkWeights read() {
        NetworkWeights.BatchNorm stemNorm = new NetworkWeights.BatchNorm(
                values("stem.norm.weight"),
                values("stem.norm.bias"),
                values("stem.norm.running_mean"),
                values("stem.norm.running_var"),
                Normalization.EPSILON);
        List<NetworkWeights.Block> blocks =
                Layout.blocks(weights::containsKey).stream().map(this::block).toList();
        return new NetworkWeights(convolutions("stem"), stemNorm, blocks, layer("head"));
    }

    private NetworkWeights.Block block(String name) {
        boolean projects = weights.containsKey(name + ".projection.weight");
        return new NetworkWeights.Block(
                convolutions(name + ".conv1"),
                norm(name + ".norm1"),
                convolutions(name + ".conv2"),
                norm(name + ".norm2"),
                projects ? layer(name + ".projection") : null,
                projects ? norm(name + ".projection_norm") : null);
    }

    private NetworkWeights.Convolutions convolutions(String name) {
        return new NetworkWeights.Convolutions(layer(name + ".spatial"), layer(name + ".temporal"));
    }

    private NetworkWeights.Layer layer(String name) {
        return new NetworkWeights.Layer(values(name + ".weight"), values(name + ".bias"));
    }

    private ScaleShift norm(String name) {
        return new ScaleShift(values(name + ".weight"), values(name + ".bias"));
    }

    private float[] values(String name) {
        return weights.get(name).values();
    }
}
