package io.actionstream.bench.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.actionstream.bench.report.Figure;
import io.actionstream.bench.report.InterleavedRuns;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.network.ClipBatch;
import io.actionstream.model.network.Layout;
import io.actionstream.model.network.Parameters;
import io.actionstream.model.network.R2Plus1d;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A step of training beside a direct port with {@code conv3d}. */
public final class StepBench {
    /** The batch norm takes the mean away that this adds, so that its gradient is nothing but rounding. */
    private static final String CANCELLED = "stem.temporal.bias";

    private static final String OURS = "ours";
    private static final int BATCH = 8;

    private final String name;
    private final Checkpoint checkpoint;
    private final ClipBatch batch = new ClipBatch();
    private final List<byte[]> clips;

    /**
     * Measures the network of a checkpoint, on the CPU.
     *
     * @param name of it, or its directory
     */
    public StepBench(String name) throws IOException {
        this.name = name;
        this.checkpoint = Checkpoint.read(name);
        this.clips = FixedClip.times(BATCH, spec());
    }

    /** Forward and backward passes of a batch. */
    public List<Figure> figures() throws IOException {
        try (PlainProcess program = PlainProcess.start(name, PlainProgram.USUAL);
                PlainProcess kept = PlainProcess.start(name, PlainProgram.KEPT)) {
            return OwnThread.call(manager -> figures(manager, program, kept));
        }
    }

    private List<Figure> figures(NDManager manager, PlainProcess program, PlainProcess kept) {
        Parameters parameters = new Parameters(manager, checkpoint.weights());
        parameters.all().forEach((tensor, array) -> array.setRequiresGradient(Layout.isTrainable(tensor)));
        R2Plus1d network = R2Plus1d.trainable(parameters, true);
        Network tensors = (clips, training) -> network.forward(clips);
        Map<String, float[]> plain = gradients(new Conv3dNetwork(parameters)::forward, parameters);
        Map<String, float[]> ours = gradients(tensors, parameters);
        List<Figure> figures = new ArrayList<>();
        figures.add(difference(ours, plain));
        Map<String, Double> millis = new InterleavedRuns()
                .add(OURS, () -> learn(tensors, BATCH, parameters))
                .add(PlainProcess.ALONE, () -> program.learn(BATCH))
                .add(PlainProcess.SAME_MEMORY, () -> kept.learn(BATCH))
                .medianMillis(1, 3);
        String what = "training step, batch " + BATCH;
        figures.addAll(PlainProcess.beside(what, OURS, millis, BATCH));
        return figures;
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
