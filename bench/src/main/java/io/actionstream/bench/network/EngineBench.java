package io.actionstream.bench.network;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.actionstream.bench.report.Figure;
import io.actionstream.bench.report.Goal;
import io.actionstream.bench.report.InterleavedRuns;
import io.actionstream.inference.DeviceClassifier;
import io.actionstream.model.checkpoint.Architecture;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.checkpoint.InputSpec;
import io.actionstream.model.checkpoint.LoadRules;
import io.actionstream.model.network.Precision;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/** A network of TorchScript or ONNX, from a clip's pixels to probabilities, beside its engine alone with a tensor that is made already. */
public final class EngineBench {
    private static final String OURS = "ours";
    private static final String ENGINE = "the engine alone";
    private static final int WARM_UPS = 5;
    private static final int ROUNDS = 25;

    /** The engine's time is at least this share of ours. */
    private static final double SHARE = 0.95;

    private final Checkpoint checkpoint;

    /** Measures a checkpoint's network, on the CPU. */
    public EngineBench(Checkpoint checkpoint) {
        this.checkpoint = checkpoint;
    }

    /** One clip at a time, as on a processor. */
    public List<Figure> figures() throws IOException, MalformedModelException {
        CheckpointConfig config = checkpoint.config();
        List<byte[]> clip = FixedClip.times(1, config.clip());
        LoadRules rules = LoadRules.DEFAULT.withTorchScript();
        String engine = config.architecture() == Architecture.ONNX ? "OnnxRuntime" : "PyTorch";
        try (DeviceClassifier classifier = new DeviceClassifier(checkpoint, Device.cpu(), Precision.FLOAT32, rules);
                Model model = Model.newInstance("bench", Device.cpu(), engine)) {
            model.load(new ByteArrayInputStream(checkpoint.model()));
            ByteBuffer tensor = noNumbers(config);
            Map<String, Double> millis = new InterleavedRuns()
                    .add(OURS, () -> classifier.classify(clip))
                    .add(ENGINE, () -> run(model, tensor, config))
                    .medianMillis(WARM_UPS, ROUNDS);
            return List.of(Figure.beside(
                            config.architecture() + ", batch 1",
                            millis.get(OURS),
                            "ms/clip",
                            ENGINE,
                            millis.get(ENGINE))
                    .wanting(Goal.timesFaster(SHARE)));
        }
    }

    private static void run(Model model, ByteBuffer tensor, CheckpointConfig config) {
        try (NDManager call = model.getNDManager().newSubManager()) {
            NDList input = new NDList(call.create(
                    tensor.rewind(),
                    new Shape(config.input().shape(1, config.clip())),
                    type(config.input().type())));
            model.getBlock()
                    .forward(new ParameterStore(call, false), input, false)
                    .get(0)
                    .toByteBuffer();
        }
    }

    private static ByteBuffer noNumbers(CheckpointConfig config) {
        int bytes = config.clip().clipBytes() * type(config.input().type()).getNumOfBytes();
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    private static DataType type(InputSpec.Type type) {
        return DataType.valueOf(type.name());
    }
}
