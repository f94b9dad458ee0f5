package io.actionstream.bench.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.actionstream.bench.report.Figure;
import io.actionstream.bench.report.Goal;
import io.actionstream.bench.report.InTurns;
import io.actionstream.model.avx512.Avx512Training;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.network.ClipBatch;
import io.actionstream.model.network.Layout;
import io.actionstream.model.network.Parameters;
import io.actionstream.model.network.R2Plus1d;
import io.actionstream.model.network.Torch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A step of training beside a direct port with {@code conv3d}. */
public final class StepBench {
    /** The batch norm takes the mean away that this adds, so that its gradient is nothing but rounding. */
    private static final String CANCELLED = "stem.temporal.bias";

    private static final String OURS = "ours";
    private static final String TENSORS = "PyTorch's conv2d, as on other processors";
    private static final int BATCH = 8;

    /** Steps until what is Java in them is compiled; the others' are native. */
    private static final int WARM_UPS = 16;

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
        Optional<Avx512Training> compiled = Avx512Training.compile(checkpoint.weights(), spec(), Torch.cores());
        try (PlainProcess program = PlainProcess.start(name, PlainProgram.USUAL);
                PlainProcess kept = PlainProcess.start(name, PlainProgram.KEPT)) {
            return Aside.call(manager -> figures(manager, compiled, program, kept));
        } finally {
            compiled.ifPresent(Avx512Training::close);
        }
    }

    private List<Figure> figures(
            NDManager manager, Optional<Avx512Training> compiled, PlainProcess program, PlainProcess kept) {
        Parameters parameters = new Parameters(manager, checkpoint.weights());
        parameters.all().forEach((tensor, array) -> array.setRequiresGradient(Layout.isTrainable(tensor)));
        R2Plus1d network = R2Plus1d.trainable(parameters, true);
        Network tensors = (clips, training) -> network.forward(clips);
        Map<String, float[]> plain = gradients(new Conv3dNetwork(parameters)::forward, parameters);
        Map<String, float[]> ours =
                compiled.map(training -> step(training, 1).gradients()).orElseGet(() -> gradients(tensors, parameters));
        for (int i = 0; i < WARM_UPS; i++) {
            compiled.ifPresent(training -> step(training, BATCH));
        }
        List<Figure> figures = new ArrayList<>();
        figures.add(difference(ours, plain));
        Map<String, Double> millis = new InTurns()
                .add(
                        OURS,
                        () -> compiled.ifPresentOrElse(
                                training -> step(training, BATCH), () -> learn(tensors, BATCH, parameters)))
                .add(TENSORS, () -> learn(tensors, BATCH, parameters))
                .add(PlainProcess.ALONE, () -> program.learn(BATCH))
                .add(PlainProcess.SAME_MEMORY, () -> kept.learn(BATCH))
                .medianMillis(1, 3);
        String what = "training step, batch " + BATCH;
        figures.addAll(PlainProcess.beside(what, OURS, millis, BATCH));
        figures.add(Figure.beside(what, millis.get(OURS) / BATCH, "ms/clip", TENSORS, millis.get(TENSORS) / BATCH)
                .wanting(Goal.timesFaster(1)));
        return figures;
    }

    private ClipSpec spec() {
        return checkpoint.config().clip();
    }

    /** Clips of the first class. */
    private Avx512Training.Step step(Avx512Training training, int size) {
        int classes = checkpoint.config().labels().size();
        float[] targets = new float[size * classes];
        for (int i = 0; i < targets.length; i += classes) {
            targets[i] = 1;
        }
        return training.step(checkpoint.weights(), clips.subList(0, size), targets);
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
