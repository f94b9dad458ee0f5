package io.actionstream.bench.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.actionstream.bench.report.Figure;
import io.actionstream.bench.report.Goal;
import io.actionstream.bench.report.InTurns;
import io.actionstream.model.avx512.Avx512;
import io.actionstream.model.avx512.Avx512Network;
import io.actionstream.model.avx512.ClipMemory;
import io.actionstream.model.avx512.ThreadMemory;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.classify.DeviceClassifier;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.network.ClipBatch;
import io.actionstream.model.network.Parameters;
import io.actionstream.model.network.Precision;
import io.actionstream.model.network.R2Plus1d;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Inference beside a direct port with {@code conv3d}, and beside what the processor can do. */
public final class NetworkBench {
    /** Multiplications and additions of one 10x224x224 clip, as the layers are defined. */
    private static final double GIGAFLOP_OF_A_CLIP = 8.4;

    private static final String OURS = "ours";
    private static final String TENSORS = "PyTorch's conv2d, as on other processors";
    private static final int BATCH = 8;
    private static final int MANY_ROUNDS = 12;
    private static final int FEW_ROUNDS = 8;

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
        return fixedLogits(Precision.FLOAT32);
    }

    private float[] fixedLogits(Precision precision) {
        Optional<Avx512Network> compiled = Avx512Network.compile(checkpoint.weights(), spec(), 1, precision);
        return compiled.map(this::machineLogits)
                .orElseGet(() -> Aside.call(manager -> logits(frozen(manager, precision), manager)));
    }

    private float[] machineLogits(Avx512Network network) {
        try (network;
                ClipMemory clip = network.newClipMemory();
                ThreadMemory thread = network.newThreadMemory()) {
            network.put(FixedClip.of(spec()), clip);
            for (int piece = 0; piece < network.pieces(); piece++) {
                network.run(piece, clip, thread);
            }
            return network.logits(clip);
        }
    }

    /** Forward passes, one clip and eight at a time. */
    public List<Figure> inference() throws IOException {
        List<Figure> figures = new ArrayList<>();
        float[] plain = Aside.call(manager -> logits(new Conv3dNetwork(parameters(manager))::forward, manager));
        figures.add(Figure.of("logits, largest difference", Differences.largest(fixedLogits(), plain), ""));
        float[] rounded = fixedLogits(Precision.BFLOAT16);
        figures.add(Figure.of("logits, largest difference, bfloat16", Differences.largest(rounded, plain), ""));
        double peak = Aside.call(Peak::gigaflops);
        for (int size : new int[] {1, BATCH}) {
            Map<String, Double> millis = inference(size);
            String what = "inference, batch " + size;
            figures.addAll(PlainProcess.beside(what, OURS, millis, size));
            double clip = millis.get(OURS) / size;
            figures.add(Figure.beside(what, clip, "ms/clip", TENSORS, millis.get(TENSORS) / size)
                    .wanting(Goal.timesFaster(1)));
            figures.add(Figure.beside(
                            "arithmetic, batch " + size,
                            GIGAFLOP_OF_A_CLIP / clip * 1e3,
                            "GFLOP/s",
                            "best matrix product or convolution",
                            peak)
                    .wanting(Goal.atLeast(0.65)));
            figures.add(rounded(size, clip));
        }
        return figures;
    }

    private Map<String, Double> inference(int size) throws IOException {
        List<byte[]> clips = FixedClip.times(size, spec());
        try (DeviceClassifier classifier = new DeviceClassifier(checkpoint, Device.cpu());
                DeviceClassifier tensors = withoutMachineCode();
                PlainProcess program = PlainProcess.start(name, PlainProgram.USUAL);
                PlainProcess kept = PlainProcess.start(name, PlainProgram.KEPT)) {
            return new InTurns()
                    .add(OURS, () -> classifier.classify(clips))
                    .add(TENSORS, () -> tensors.classify(clips))
                    .add(PlainProcess.ALONE, () -> program.classify(size))
                    .add(PlainProcess.SAME_MEMORY, () -> kept.classify(size))
                    .medianMillis(rounds(size), rounds(size));
        }
    }

    private DeviceClassifier withoutMachineCode() {
        System.setProperty(Avx512.PROPERTY, "false");
        try {
            return new DeviceClassifier(checkpoint, Device.cpu());
        } finally {
            System.clearProperty(Avx512.PROPERTY);
        }
    }

    /** As many count as come before, during which the programs are still being compiled. */
    private static int rounds(int size) {
        return MANY_ROUNDS / size + FEW_ROUNDS;
    }

    private Figure rounded(int size, double exactMillis) {
        List<byte[]> clips = FixedClip.times(size, spec());
        try (DeviceClassifier classifier = new DeviceClassifier(checkpoint, Device.cpu(), Precision.BFLOAT16)) {
            double millis = new InTurns()
                    .add(OURS, () -> classifier.classify(clips))
                    .medianMillis(rounds(size), rounds(size))
                    .get(OURS);
            return Figure.beside(
                    "inference, batch " + size + ", bfloat16", millis / size, "ms/clip", "float32", exactMillis);
        }
    }

    private Network frozen(NDManager manager, Precision precision) {
        R2Plus1d network = R2Plus1d.frozen(manager, checkpoint.weights(), precision);
        return (clips, training) -> network.forward(clips);
    }

    private Parameters parameters(NDManager manager) {
        return new Parameters(manager, checkpoint.weights());
    }

    private ClipSpec spec() {
        return checkpoint.config().clip();
    }

    private float[] logits(Network network, NDManager manager) {
        try (NDManager call = manager.newSubManager();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray clips = batch.toDevice(call, FixedClip.times(1, spec()), spec());
            return network.forward(clips, false).toFloatArray();
        }
    }
}
