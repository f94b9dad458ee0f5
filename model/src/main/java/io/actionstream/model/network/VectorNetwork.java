package io.actionstream.model.network;

import io.actionstream.kernels.VectorSupport;
import io.actionstream.kernels.inference.InferenceNetwork;
import io.actionstream.kernels.inference.NetworkShape;
import io.actionstream.kernels.inference.NetworkWeights;
import io.actionstream.kernels.norm.ScaleShift;
import io.actionstream.kernels.training.TrainingNetwork;
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

    /** Share of Java's memory that training may use; the rest is for the clips that come next, weights and validation. */
    private static final double MOST_MEMORY = 0.75;

    private static final long MEGABYTE = 1 << 20;
    private static final Logger LOG = LoggerFactory.getLogger(VectorNetwork.class);

    private VectorNetwork() {}

    /**
     * The network of a checkpoint, where this Java has the Vector API and the kernels can compute it; logs why not.
     *
     * @param weights as {@link Layout} has them
     * @param cores that may work on a clip together
     */
    public static Optional<InferenceNetwork> of(Map<String, Tensor> weights, ClipSpec spec, int cores) {
        return shape(weights, spec).map(shape -> new InferenceNetwork(shape, read(weights), cores));
    }

    /**
     * Training of such a network, where this Java has the Vector API and the memory, and the kernels can compute it; logs why not.
     *
     * @param weights as {@link Layout} has them, whose values don't matter
     * @param batch the most clips of a step
     * @param cores that share a batch
     */
    public static Optional<TrainingNetwork> training(Map<String, Tensor> weights, ClipSpec spec, int batch, int cores) {
        return shape(weights, spec)
                .map(shape -> new TrainingNetwork(shape, cores))
                .filter(network -> hasRoom(network, batch));
    }

    private static boolean hasRoom(TrainingNetwork network, int batch) {
        long most = (long) (MOST_MEMORY * Runtime.getRuntime().maxMemory());
        boolean enough = network.bytes(batch) <= most;
        if (!enough) {
            LOG.info(
                    "The network is trained by PyTorch: {} clips need {} MB of Java's memory, of which {} MB may be"
                            + " used; java -Xmx gives more",
                    batch,
                    network.bytes(batch) / MEGABYTE,
                    most / MEGABYTE);
            network.close();
        }
        return enough;
    }

    private static Optional<NetworkShape> shape(Map<String, Tensor> weights, ClipSpec spec) {
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
        return Optional.of(shape);
    }

    /** Rows and columns of the smallest clip that the kernels can compute with a network. */
    public static int leastSide(Map<String, Tensor> weights) {
        return Math.max(
                ClipSpec.SIDE_UNIT, 1 << Layout.blocks(weights::containsKey).size());
    }

    /** The outputs of a layer. */
    private static int channels(Map<String, Tensor> weights, String layer) {
        return weights.get(layer + ".bias").values().length;
    }

    /** The reason why the kernels cannot compute it, or null when they can. */
    private static String missing(NetworkShape shape) {
        if (!Boolean.parseBoolean(System.getProperty(PROPERTY, "true"))) {
            return "-D" + PROPERTY + " turns vectors off";
        }
        if (!VectorSupport.isAvailable()) {
            return "this Java was started without the Vector API";
        }
        return shape.unsupported() == null ? null : "there are no kernels for " + shape.unsupported();
    }

    /** The same arrays as the kernels name them. */
    public static NetworkWeights read(Map<String, Tensor> weights) {
        NetworkWeights.BatchNorm stemNorm = new NetworkWeights.BatchNorm(
                values(weights, "stem.norm.weight"),
                values(weights, "stem.norm.bias"),
                values(weights, "stem.norm.running_mean"),
                values(weights, "stem.norm.running_var"),
                Normalization.EPSILON);
        List<NetworkWeights.Block> blocks = Layout.blocks(weights::containsKey).stream()
                .map(name -> block(weights, name))
                .toList();
        return new NetworkWeights(convolutions(weights, "stem"), stemNorm, blocks, layer(weights, "head"));
    }

    private static NetworkWeights.Block block(Map<String, Tensor> weights, String name) {
        boolean projects = weights.containsKey(name + ".projection.weight");
        return new NetworkWeights.Block(
                convolutions(weights, name + ".conv1"),
                norm(weights, name + ".norm1"),
                convolutions(weights, name + ".conv2"),
                norm(weights, name + ".norm2"),
                projects ? layer(weights, name + ".projection") : null,
                projects ? norm(weights, name + ".projection_norm") : null);
    }

    private static NetworkWeights.Convolutions convolutions(Map<String, Tensor> weights, String name) {
        return new NetworkWeights.Convolutions(layer(weights, name + ".spatial"), layer(weights, name + ".temporal"));
    }

    private static NetworkWeights.Layer layer(Map<String, Tensor> weights, String name) {
        return new NetworkWeights.Layer(values(weights, name + ".weight"), values(weights, name + ".bias"));
    }

    private static ScaleShift norm(Map<String, Tensor> weights, String name) {
        return new ScaleShift(values(weights, name + ".weight"), values(weights, name + ".bias"));
    }

    private static float[] values(Map<String, Tensor> weights, String name) {
        return weights.get(name).values();
    }
}
