package io.actionstream.model.export;

import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.network.Layout;
import io.actionstream.model.network.Normalization;
import io.actionstream.model.network.Tensor;
import io.actionstream.model.onnx.GraphWriter;
import io.actionstream.model.onnx.GraphWriter.Attributes;
import java.util.Arrays;
import java.util.Map;

/**
 * The built-in network as ONNX: {@code clips} (batch, T, H, W, 3), uint8, to {@code logits} (batch, classes). The softmax of the logits
 * is what a checkpoint's labels are published with. Between them features are (batch, C, T, H, W).
 */
final class OnnxExport {
    private static final int FLOAT = 1;
    private static final float WHITE = 255f;

    private final Map<String, Tensor> weights;
    private final GraphWriter graph = new GraphWriter("R2Plus1d");

    private OnnxExport(Map<String, Tensor> weights) {
        this.weights = weights;
    }

    /** The file. */
    static byte[] of(Checkpoint checkpoint) {
        ClipSpec clip = checkpoint.config().clip();
        OnnxExport export = new OnnxExport(checkpoint.calibratedWeights());
        export.graph.input("clips", "batch", clip.frames(), clip.height(), clip.width(), ClipSpec.CHANNELS);
        export.graph.output("logits", "batch", checkpoint.config().labels().size());
        export.weights.forEach(export::constant);
        export.network();
        return export.graph.toByteArray();
    }

    /** A shortcut is projected by a convolution, whose kernel has as many dimensions as features have. */
    private void constant(String name, Tensor tensor) {
        long[] shape = name.endsWith(".projection.weight") ? Arrays.copyOf(tensor.shape(), 5) : tensor.shape();
        for (int i = tensor.shape().length; i < shape.length; i++) {
            shape[i] = 1;
        }
        graph.constant(name, new Tensor(shape, tensor.values()));
    }

    private void network() {
        String white = graph.constant("white", new long[0], WHITE);
        String pixels = graph.node("Cast", new Attributes().integer("to", FLOAT), "clips");
        String x = halved(stem(channelsFirst(graph.node("Div", new Attributes(), pixels, white))));
        boolean first = true; // the stem has halved for the first block
        for (String block : Layout.blocks(weights::containsKey)) {
            x = block(block, first ? x : halved(x));
            first = false;
        }
        String means = graph.node(
                "ReduceMean", new Attributes().integers("axes", 2, 3, 4).integer("keepdims", 0), x);
        graph.node("Gemm", "logits", new Attributes().integer("transB", 1), means, "head.weight", "head.bias");
    }

    private String stem(String x) {
        String norm = graph.node(
                "BatchNormalization",
                new Attributes().number("epsilon", Normalization.EPSILON),
                conv2Plus1d("stem", x),
                "stem.norm.weight",
                "stem.norm.bias",
                "stem.norm.running_mean",
                "stem.norm.running_var");
        return graph.node("Relu", new Attributes(), norm);
    }

    private String block(String name, String x) {
        String shortcut = weights.containsKey(name + ".projection.weight")
                ? normalized(name + ".projection_norm", convolved(name + ".projection", x))
                : x;
        String rectified =
                graph.node("Relu", new Attributes(), normalized(name + ".norm1", conv2Plus1d(name + ".conv1", x)));
        String second = normalized(name + ".norm2", conv2Plus1d(name + ".conv2", rectified));
        return graph.node("Add", new Attributes(), second, shortcut);
    }

    private String conv2Plus1d(String name, String x) {
        return convolved(name + ".temporal", convolved(name + ".spatial", x));
    }

    private String convolved(String name, String x) {
        long[] kernel = weights.get(name + ".weight").shape();
        long[] pads = new long[6]; // before time, height and width, then after them
        for (int i = 2; i < kernel.length; i++) {
            pads[i - 2] = kernel[i] / 2;
            pads[i + 1] = kernel[i] / 2;
        }
        return graph.node("Conv", new Attributes().integers("pads", pads), x, name + ".weight", name + ".bias");
    }

    /** The layer norm over channels, which ONNX takes last. */
    private String normalized(String name, String x) {
        String channelsLast = graph.node("Transpose", new Attributes().integers("perm", 0, 2, 3, 4, 1), x);
        String norm = graph.node(
                "LayerNormalization",
                new Attributes().integer("axis", -1).number("epsilon", Normalization.EPSILON),
                channelsLast,
                name + ".weight",
                name + ".bias");
        return channelsFirst(norm);
    }

    private String channelsFirst(String x) {
        return graph.node("Transpose", new Attributes().integers("perm", 0, 4, 1, 2, 3), x);
    }

    private String halved(String x) {
        return graph.node(
                "AveragePool",
                new Attributes().integers("kernel_shape", 1, 2, 2).integers("strides", 1, 2, 2),
                x);
    }
}
