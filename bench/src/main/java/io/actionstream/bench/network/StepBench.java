package io.actionstream.bench.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.actionstream.bench.report.Figure;
import io.actionstream.bench.report.Goal;
import io.actionstream.bench.report.InterleavedRuns;
import io.actionstream.kernels.training.TrainingNetwork;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.network.ClipBatch;
import io.actionstream.model.network.Layout;
import io.actionstream.model.network.Parameters;
import io.actionstream.model.network.R2Plus1d;
import io.actionstream.model.network.Tensor;
import io.actionstream.model.network.Torch;
import io.actionstream.model.network.VectorNetwork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A step of training in vectors beside PyTorch's, and its gradients beside those of a direct port with {@code conv3d}. */
public final class StepBench {
    /** The batch norm takes the mean away that this adds, so that its gradient is nothing but rounding. */
    private static final String CANCELLED = "stem.temporal.bias";

    private static final String OURS = "ours";
    private static final String TENSORS = "PyTorch's conv2d";
    private static final double TIMES_FASTER = 1.5;
    private static final int BATCH = 8;

    /** Steps until the vectors' loops are compiled. */
    private static final int WARM_UPS = 12;

    private final Checkpoint checkpoint;
    private final ClipBatch batch = new ClipBatch();
    private final List<byte[]> clips;

    /**
     * Measures the network of a checkpoint, on the CPU.
     *
     * @param name of it, or its directory
     */
    public StepBench(String name) throws IOException {
        this.checkpoint = Checkpoint.read(name);
        this.clips = FixedClip.times(BATCH, spec());
    }

    /** Forward and backward passes of a batch. */
    public List<Figure> figures() {
        try (TrainingNetwork vectors = VectorNetwork.training(checkpoint.weights(), spec(), BATCH, Torch.cores())
                .orElseThrow()) {
            return OwnThread.call(manager -> figures(manager, vectors));
        }
    }

    private List<Figure> figures(NDManager manager, TrainingNetwork vectors) {
        Parameters parameters = new Parameters(manager, checkpoint.weights());
        parameters.all().forEach((tensor, array) -> array.setRequiresGradient(Layout.isTrainable(tensor)));
        R2Plus1d network = R2Plus1d.trainable(parameters, true);
        Network tensors = (clips, training) -> network.forward(clips);
        Map<String, float[]> plain = gradients(new Conv3dNetwork(parameters)::forward, parameters);
        List<Figure> figures = new ArrayList<>();
        figures.add(difference(learn(vectors, 1), plain));
        for (int i = 0; i < WARM_UPS; i++) {
            learn(vectors, BATCH);
        }
        Map<String, Double> millis = new InterleavedRuns()
                .add(OURS, () -> learn(vectors, BATCH))
                .add(TENSORS, () -> learn(tensors, BATCH, parameters))
                .medianMillis(1, 5);
        figures.add(Figure.beside(
                        "training step, batch " + BATCH,
                        millis.get(OURS) / BATCH,
                        "ms/clip",
                        TENSORS,
                        millis.get(TENSORS) / BATCH)
                .wanting(Goal.timesFaster(TIMES_FASTER)));
        return figures;
    }

    /** The gradients of clips of the first class. */
    private Map<String, float[]> learn(TrainingNetwork vectors, int size) {
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        checkpoint
                .weights()
                .forEach((name, tensor) ->
                        gradients.put(name, new Tensor(tensor.shape(), new float[tensor.values().length])));
        int classes = checkpoint.config().labels().size();
        float[] targets = new float[size * classes];
        for (int i = 0; i < targets.length; i += classes) {
            targets[i] = 1;
        }
        vectors.step(
                VectorNetwork.read(checkpoint.weights()),
                clips.subList(0, size),
                targets,
                VectorNetwork.read(gradients));
        Map<String, float[]> arrays = new LinkedHashMap<>();
        gradients.forEach((name, tensor) -> arrays.put(name, tensor.values()));
        return arrays;
    }

    private ClipSpec spec() {
        return checkpoint.config().clip();
    }

    private void learn(Network network, int size, Parameters parameters) {
        try (NDManager call = parameters.manager().newSubManager();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray some = batch.toDevice(call, clips.subList(0, size), spec());
            TrainingStep.of(network, some, parameters);
        }
    }

    private Map<String, float[]> gradients(Network network, Parameters parameters) {
        learn(network, 1, parameters);
        Map<String, float[]> gradients = new LinkedHashMap<>();
        parameters.all().forEach((tensor, array) -> {
            if (Layout.isTrainable(tensor)) {
                try (NDArray gradient = array.getGradient()) {
                    gradients.put(tensor, gradient.toFloatArray());
                    gradient.subi(gradient);
                }
            }
        });
        return gradients;
    }

    /**
     * Of each tensor's gradient the largest difference by its largest element, or by a thousandth of the largest of all
     * where that is more: what comes before a norm has gradients that are only rounding.
     */
    private static Figure difference(Map<String, float[]> ours, Map<String, float[]> plain) {
        double floor =
                plain.values().stream().mapToDouble(Differences::largest).max().orElseThrow() / 1000;
        return plain.keySet().stream()
                .filter(tensor -> !tensor.equals(CANCELLED))
                .map(tensor -> Figure.of(
                        "gradients, largest relative difference, " + tensor,
                        Differences.largest(ours.get(tensor), plain.get(tensor))
                                / Math.max(Differences.largest(plain.get(tensor)), floor),
                        ""))
                .max(Comparator.comparingDouble(Figure::value))
                .orElseThrow();
    }
}
