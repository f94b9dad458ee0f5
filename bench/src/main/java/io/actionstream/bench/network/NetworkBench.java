package io.actionstream.bench.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.actionstream.bench.report.Figure;
import io.actionstream.bench.report.Goal;
import io.actionstream.bench.report.InterleavedRuns;
import io.actionstream.inference.DeviceClassifier;
import io.actionstream.kernels.inference.ClipMemory;
import io.actionstream.kernels.inference.InferenceNetwork;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.network.ClipBatch;
import io.actionstream.model.network.Parameters;
import io.actionstream.model.network.Precision;
import io.actionstream.model.network.R2Plus1d;
import io.actionstream.model.network.VectorNetwork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Inference beside a direct port with {@code conv3d}, and beside what the processor can do. */
public final class NetworkBench {
    /** Multiplications and additions of one 10x224x224 clip, as the layers are defined. */
    /** The least speed beside PyTorch's functions, on AVX2 as well as on AVX-512. */
    private static final double TIMES_FASTER = 1.5;

    private static final double GIGAFLOP_OF_A_CLIP = 8.4;

    private static final String OURS = "ours";
    private static final String TENSORS = "PyTorch's conv2d, as without the Vector API";
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
        Optional<InferenceNetwork> vectors = VectorNetwork.of(checkpoint.weights(), spec(), 1);
        return vectors.map(this::vectorLogits)
                .orElseGet(() -> OwnThread.call(manager -> logits(frozen(manager), manager)));
    }

    private float[] vectorLogits(InferenceNetwork network) {
        ClipMemory clip = network.newClipMemory();
        float[] thread = network.newThreadMemory();
        network.put(FixedClip.of(spec()), clip);
        for (int task = 0; task < network.tasks(); task++) {
            network.run(task, clip, thread);
        }
        return network.logits(clip);
    }

    /** Forward passes, one clip and eight at a time. */
    public List<Figure> inference() throws IOException {
        List<Figure> figures = new ArrayList<>();
        float[] plain = OwnThread.call(manager -> logits(new Conv3dNetwork(parameters(manager))::forward, manager));
        figures.add(Figure.of("logits, largest difference", Differences.largest(fixedLogits(), plain), ""));
        double peak = OwnThread.call(Peak::gigaflops);
        for (int size : new int[] {1, BATCH}) {
            Map<String, Double> millis = inference(size);
            String what = "inference, batch " + size;
            figures.addAll(PlainProcess.beside(what, OURS, millis, size));
            double clip = millis.get(OURS) / size;
            figures.add(Figure.beside(what, clip, "ms/clip", TENSORS, millis.get(TENSORS) / size)
                    .wanting(Goal.timesFaster(TIMES_FASTER)));
            figures.add(Figure.beside(
                            "arithmetic, batch " + size,
                            GIGAFLOP_OF_A_CLIP / clip * 1e3,
                            "GFLOP/s",
                            "best matrix product or convolution",
                            peak)
                    .wanting(Goal.atLeast(0.65)));
        }
        return figures;
    }

    private Map<String, Double> inference(int size) throws IOException {
        List<byte[]> clips = FixedClip.times(size, spec());
        try (DeviceClassifier classifier = new DeviceClassifier(checkpoint, Device.cpu());
                DeviceClassifier tensors = withPyTorch();
                PlainProcess program = PlainProcess.start(name, PlainProgram.USUAL);
                PlainProcess kept = PlainProcess.start(name, PlainProgram.KEPT)) {
            return new InterleavedRuns()
                    .add(OURS, () -> classifier.classify(clips))
                    .add(TENSORS, () -> tensors.classify(clips))
                    .add(PlainProcess.ALONE, () -> program.classify(size))
                    .add(PlainProcess.SAME_MEMORY, () -> kept.classify(size))
                    .medianMillis(rounds(size), rounds(size));
        }
    }

    private DeviceClassifier withPyTorch() throws IOException {
        System.setProperty(VectorNetwork.PROPERTY, "false");
        try {
            return new DeviceClassifier(checkpoint, Device.cpu());
        } finally {
            System.clearProperty(VectorNetwork.PROPERTY);
        }
    }

    /** As many count as come before, during which the programs are still being compiled. */
    private static int rounds(int size) {
        return MANY_ROUNDS / size + FEW_ROUNDS;
    }

    private Network frozen(NDManager manager) {
        R2Plus1d network = R2Plus1d.frozen(manager, checkpoint.weights(), Precision.FLOAT32);
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
