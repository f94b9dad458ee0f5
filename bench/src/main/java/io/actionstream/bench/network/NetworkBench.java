package io.actionstream.bench.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import io.actionstream.bench.report.Figure;
import io.actionstream.bench.report.Goal;
import io.actionstream.bench.report.InTurns;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.classify.DeviceClassifier;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.network.ClipBatch;
import io.actionstream.model.network.Layout;
import io.actionstream.model.network.Parameters;
import io.actionstream.model.network.Precision;
import io.actionstream.model.network.R2Plus1d;
import io.actionstream.model.network.TensorMemory;
import io.actionstream.model.network.Torch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The network beside a direct port with {@code conv3d}, and beside what the processor can do. */
public final class NetworkBench {
    /** Multiplications and additions of one 10x224x224 clip. */
    private static final double GIGAFLOP_OF_A_CLIP = 8.4;

    /** The batch norm takes the mean away that this adds, so that its gradient is nothing but rounding. */
    private static final String CANCELLED = "stem.temporal.bias";

    private static final String OURS = "ours";
    private static final String PROGRAM = "conv3d, a program of its own";
    private static final String SAME_MEMORY = "conv3d, memory kept as ours";

    private static final int MATRIX = 2048;
    private static final int IMAGES = 8;
    private static final int SIDE = 56;
    private static final int CHANNELS = 128;
    private static final int BATCH = 8;
    private static final int MANY_ROUNDS = 12;
    private static final int FEW_ROUNDS = 4;

    private final String name;
    private final Checkpoint checkpoint;
    private final ClipBatch batch = new ClipBatch();

    /**
     * Measures the network of a checkpoint, on the CPU.
     *
     * @param name of it, or its directory
     */
    public NetworkBench(String name) throws IOException {
        this.name = name;
        this.checkpoint = Checkpoint.read(name);
    }

    /** Logits of a fixed clip, (classes), with which other programs compare theirs. */
    public float[] fixedLogits() {
        return aside(manager -> logits(frozen(manager, Precision.FLOAT32), manager));
    }

    /** On a thread that ends, and OpenMP's helpers with it: more of them than cores would slow what is measured next. */
    private static <T> T aside(Function<NDManager, T> computation) {
        return TensorMemory.call("aside", () -> {
            try (NDManager manager = Torch.newManager(Device.cpu())) {
                return computation.apply(manager);
            }
        });
    }

    /** Forward passes, one clip and eight at a time. */
    public List<Figure> inference() throws IOException {
        List<Figure> figures = new ArrayList<>();
        for (Precision precision : new Precision[] {Precision.FLOAT32, Precision.BFLOAT16}) {
            double difference = aside(manager -> difference(precision, manager));
            figures.add(Figure.of("logits, largest difference, " + precision, difference, ""));
        }
        double peak = aside(NetworkBench::peak);
        for (int size : new int[] {1, BATCH}) {
            Map<String, Double> millis = inference(size);
            figures.addAll(beside("inference, batch " + size, millis, size));
            double rate = GIGAFLOP_OF_A_CLIP * size / millis.get(OURS) * 1e3;
            figures.add(Figure.beside(
                            "arithmetic, batch " + size, rate, "GFLOP/s", "best matrix product or convolution", peak)
                    .wanting(Goal.atLeast(0.65)));
            figures.add(rounded(size, millis.get(OURS)));
        }
        return figures;
    }

    private Map<String, Double> inference(int size) throws IOException {
        List<byte[]> clips = clips(size);
        try (DeviceClassifier classifier = new DeviceClassifier(checkpoint, Device.cpu());
                PlainProcess program = PlainProcess.start(name, PlainProgram.USUAL);
                PlainProcess kept = PlainProcess.start(name, PlainProgram.KEPT)) {
            return new InTurns()
                    .add(OURS, () -> classifier.classify(clips))
                    .add(PROGRAM, () -> program.classify(size))
                    .add(SAME_MEMORY, () -> kept.classify(size))
                    .medianMillis(rounds(size), rounds(size));
        }
    }

    /** As many count as come before, during which the programs are still being compiled. */
    private static int rounds(int size) {
        return MANY_ROUNDS / size + FEW_ROUNDS;
    }

    private Figure rounded(int size, double exactMillis) {
        List<byte[]> clips = clips(size);
        try (DeviceClassifier classifier = new DeviceClassifier(checkpoint, Device.cpu(), Precision.BFLOAT16)) {
            double millis = new InTurns()
                    .add(OURS, () -> classifier.classify(clips))
                    .medianMillis(rounds(size), rounds(size))
                    .get(OURS);
            return Figure.beside(
                    "inference, batch " + size + ", bfloat16", millis / size, "ms/clip", "float32", exactMillis / size);
        }
    }

    /** Forward and backward passes of a batch. */
    public List<Figure> trainingStep() throws IOException {
        try (PlainProcess program = PlainProcess.start(name, PlainProgram.USUAL);
                PlainProcess kept = PlainProcess.start(name, PlainProgram.KEPT)) {
            return aside(manager -> trainingStep(manager, program, kept));
        }
    }

    private List<Figure> trainingStep(NDManager manager, PlainProcess program, PlainProcess kept) {
        Parameters parameters = parameters(manager);
        parameters.all().forEach((name, array) -> array.setRequiresGradient(Layout.isTrainable(name)));
        R2Plus1d network = R2Plus1d.trainable(parameters, true);
        Network ours = (clips, training) -> network.forward(clips);
        List<Figure> figures = new ArrayList<>();
        figures.add(gradients(ours, new Conv3dNetwork(parameters)::forward, parameters));
        Map<String, Double> millis = new InTurns()
                .add(OURS, () -> learn(ours, BATCH, parameters))
                .add(PROGRAM, () -> program.learn(BATCH))
                .add(SAME_MEMORY, () -> kept.learn(BATCH))
                .medianMillis(1, 2);
        figures.addAll(beside("training step, batch " + BATCH, millis, BATCH));
        return figures;
    }

    private static List<Figure> beside(String what, Map<String, Double> millis, int size) {
        double clip = millis.get(OURS) / size;
        return Stream.of(PROGRAM, SAME_MEMORY)
                .map(yardstick -> Figure.beside(what, clip, "ms/clip", yardstick, millis.get(yardstick) / size)
                        .wanting(Goal.timesFaster(10)))
                .toList();
    }

    private Network frozen(NDManager manager, Precision precision) {
        R2Plus1d network = R2Plus1d.frozen(manager, checkpoint.weights(), precision);
        return (clips, training) -> network.forward(clips);
    }

    private Parameters parameters(NDManager manager) {
        return new Parameters(manager, checkpoint.weights());
    }

    private NDArray clips(NDManager manager, int size) {
        return batch.toDevice(manager, clips(size), spec());
    }

    private List<byte[]> clips(int size) {
        return Collections.nCopies(size, fixedClip(spec()));
    }

    private ClipSpec spec() {
        return checkpoint.config().clip();
    }

    /** A clip by a formula: 13 t + 3 y + 5 x + 11 c, modulo 256. */
    private static byte[] fixedClip(ClipSpec spec) {
        byte[] clip = new byte[spec.clipBytes()];
        for (int i = 0; i < clip.length; i++) {
            int channel = i % ClipSpec.CHANNELS;
            int pixel = i / ClipSpec.CHANNELS;
            int x = pixel % spec.width();
            int y = pixel / spec.width() % spec.height();
            int t = pixel / (spec.width() * spec.height());
            clip[i] = (byte) (13 * t + 3 * y + 5 * x + 11 * channel);
        }
        return clip;
    }

    private float[] logits(Network network, NDManager manager) {
        try (NDManager call = manager.newSubManager();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            return network.forward(clips(call, 1), false).toFloatArray();
        }
    }

    private double difference(Precision precision, NDManager manager) {
        Network plain = new Conv3dNetwork(parameters(manager))::forward;
        return largestDifference(logits(frozen(manager, precision), manager), logits(plain, manager));
    }

    private void learn(Network network, int size, Parameters parameters) {
        try (NDManager call = parameters.manager().newSubManager();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            TrainingStep.of(network, clips(call, size), parameters);
        }
    }

    /**
     * Of each tensor's gradient the largest difference by its largest element, or by a thousandth of the largest of all
     * where that is more: what comes before a norm has gradients that are only rounding.
     */
    private Figure gradients(Network a, Network b, Parameters parameters) {
        Map<String, float[]> first = gradientsOf(a, parameters);
        Map<String, float[]> second = gradientsOf(b, parameters);
        double floor =
                first.values().stream().mapToDouble(NetworkBench::largest).max().orElseThrow() / 1000;
        return first.keySet().stream()
                .filter(name -> !name.equals(CANCELLED))
                .map(name -> Figure.of(
                        "gradients, largest relative difference, " + name,
                        largestDifference(first.get(name), second.get(name))
                                / Math.max(largest(first.get(name)), floor),
                        ""))
                .max(Comparator.comparingDouble(Figure::value))
                .orElseThrow();
    }

    private Map<String, float[]> gradientsOf(Network network, Parameters parameters) {
        learn(network, 1, parameters);
        Map<String, float[]> gradients = new LinkedHashMap<>();
        parameters.all().forEach((name, array) -> {
            if (Layout.isTrainable(name)) {
                try (NDArray gradient = array.getGradient()) {
                    gradients.put(name, gradient.toFloatArray());
                    gradient.subi(gradient);
                }
            }
        });
        return gradients;
    }

    private static double largest(float[] values) {
        return largestDifference(values, new float[values.length]);
    }

    private static double largestDifference(float[] a, float[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }

    /** The most GFLOP/s that a large matrix product or a 3x3 convolution of 128 channels reaches. */
    private static double peak(NDManager manager) {
        try (NDManager operands = manager.newSubManager()) {
            NDArray matrix = operands.ones(new Shape(MATRIX, MATRIX));
            NDArray images =
                    operands.ones(new Shape(IMAGES, SIDE, SIDE, CHANNELS)).transpose(0, 3, 1, 2);
            NDArray kernels = operands.ones(new Shape(CHANNELS, CHANNELS, 3, 3));
            NDArray bias = operands.ones(new Shape(CHANNELS));
            Shape one = new Shape(1, 1);
            Map<String, Double> millis = new InTurns()
                    .add("matrix", () -> matrix.matMul(matrix).close())
                    .add(
                            "convolution",
                            () -> Conv2d.conv2d(images, kernels, bias, one, one, one)
                                    .close())
                    .medianMillis(3, 9);
            double product = 2e-9 * MATRIX * MATRIX * MATRIX;
            double convolution = 2e-9 * IMAGES * SIDE * SIDE * CHANNELS * CHANNELS * 9;
            double[] rates = {
                product / millis.get("matrix") * 1e3, convolution / millis.get("convolution") * 1e3,
            };
            return Arrays.stream(rates).max().orElseThrow();
        }
    }
}
