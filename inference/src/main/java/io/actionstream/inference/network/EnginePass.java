package io.actionstream.inference.network;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.actionstream.model.checkpoint.Architecture;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.checkpoint.CheckpointException;
import io.actionstream.model.checkpoint.OutputSpec;
import io.actionstream.model.onnx.MalformedOnnxException;
import io.actionstream.model.onnx.OnnxGraph;
import io.actionstream.model.onnx.TensorInfo;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/**
 * A network of TorchScript or ONNX in the engine that runs it. Every array that a call makes is freed with it. Batches are padded to a
 * power of two, as {@link WholeBatch} does; a processor, and a graph for one clip, get one clip after the other.
 */
final class EnginePass implements ForwardPass {
    private final Model model;
    private final NDManager manager;
    private final CheckpointConfig config;
    private final ClipTensor tensor;
    private final int mostAtOnce;

    private EnginePass(Model model, CheckpointConfig config, int mostAtOnce) {
        this.model = model;
        this.manager = model.getNDManager();
        this.config = config;
        this.tensor = new ClipTensor(config.input(), config.clip());
        this.mostAtOnce = mostAtOnce;
    }

    /**
     * Loads a network.
     *
     * @throws CheckpointException when the engine is not there, or cannot load the file
     */
    static EnginePass open(Checkpoint checkpoint, Device device) throws CheckpointException {
        Architecture architecture = checkpoint.config().architecture();
        Engine engine = Engines.of(architecture);
        Model model = engine.newModel("model", device);
        try {
            model.load(new ByteArrayInputStream(checkpoint.model()), Map.of("mapLocation", "true"));
            Files.deleteIfExists(model.getModelPath()); // an empty one that the engine makes for each stream
        } catch (Exception | LinkageError e) {
            model.close();
            throw new CheckpointException(
                    architecture.fileName() + ": " + engine.getEngineName() + " cannot load it: " + Engines.reason(e),
                    e);
        }
        boolean alone = !device.isGpu() || architecture == Architecture.ONNX && takesOneClip(checkpoint);
        return new EnginePass(model, checkpoint.config(), alone ? 1 : Integer.MAX_VALUE);
    }

    private static boolean takesOneClip(Checkpoint checkpoint) {
        try {
            List<Long> shape =
                    OnnxGraph.read(checkpoint.model()).inputs().get(0).shape();
            return shape != null && shape.get(0) != TensorInfo.OPEN;
        } catch (MalformedOnnxException e) {
            throw new IllegalStateException("it was read before", e);
        }
    }

    @Override
    public int mostAtOnce() {
        return mostAtOnce;
    }

    @Override
    public float[][] of(List<byte[]> clips) {
        float[][] probabilities = answers(clips);
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = probabilities(probabilities[i]);
        }
        return probabilities;
    }

    /** A softmax of logits, by the temperature when there is one. Logarithms of probabilities are logits as well. */
    private float[] probabilities(float[] answer) {
        boolean logits = config.output().kind() == OutputSpec.Kind.LOGITS;
        if (!logits && config.temperature() == null) {
            return answer;
        }
        double temperature = config.temperature() == null ? 1 : config.temperature();
        float[] scaled = new float[answer.length];
        for (int i = 0; i < scaled.length; i++) {
            double logit = logits ? answer[i] : Math.log(Math.max(answer[i], Float.MIN_NORMAL));
            scaled[i] = (float) (logit / temperature);
        }
        return Softmax.of(scaled);
    }

    /** The network's numbers for each clip, as it gives them. */
    float[][] answers(List<byte[]> clips) {
        float[][] answers = new float[clips.size()][];
        for (int from = 0; from < clips.size(); ) {
            int to = mostAtOnce < clips.size() - from ? from + mostAtOnce : clips.size();
            answer(clips.subList(from, to), answers, from);
            from = to;
        }
        return answers;
    }

    private void answer(List<byte[]> clips, float[][] answers, int from) {
        List<byte[]> padded = WholeBatch.padded(clips);
        try (NDManager call = manager.newSubManager()) {
            NDArray input = call.create(tensor.of(padded), new Shape(tensor.shape(padded.size())), tensor.type());
            NDList output = model.getBlock().forward(new ParameterStore(call, false), new NDList(input), false);
            float[] flat = numbers(chosen(output), padded.size());
            int labels = config.labels().size();
            for (int i = 0; i < clips.size(); i++) {
                answers[from + i] = new float[labels];
                System.arraycopy(flat, i * labels, answers[from + i], 0, labels);
            }
        }
    }

    private NDArray chosen(NDList output) {
        String name = config.output().name();
        if (name == null) {
            Declared.require(
                    output.size() == 1,
                    "output.name is missing, and the network answers with " + output.size() + " tensors "
                            + Engines.names(output));
            return output.get(0);
        }
        return output.stream()
                .filter(array -> name.equals(array.getName()))
                .findFirst()
                .orElseThrow(() -> new Declared.WrongException(
                        "output.name is " + name + ", but the network answers with " + Engines.names(output)));
    }

    private float[] numbers(NDArray output, int clips) {
        int labels = config.labels().size();
        Shape shape = new Shape(clips, labels);
        Declared.require(
                output.getShape().equals(shape),
                "labels are " + labels + ", so the output for " + clips + " clips must be " + shape + ", but it is "
                        + output.getShape());
        DataType type = output.getDataType();
        if (type == DataType.FLOAT32 || type == DataType.FLOAT16) {
            return output.toFloatArray();
        }
        Declared.require(
                type == DataType.FLOAT64, "the output must be of floating-point numbers, but it is of " + type);
        double[] wide = output.toDoubleArray();
        float[] narrow = new float[wide.length];
        for (int i = 0; i < wide.length; i++) {
            narrow[i] = (float) wide[i];
        }
        return narrow;
    }

    @Override
    public void close() {
        model.close();
    }
}
