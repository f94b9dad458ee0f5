package io.actionstream.model.checkpoint;

import io.actionstream.model.onnx.MalformedOnnxException;
import io.actionstream.model.onnx.OnnxGraph;
import io.actionstream.model.onnx.TensorInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Holds what a configuration declares beside what an ONNX file says, before anything runs it. */
final class OnnxDeclaration {
    private static final List<String> ANSWERS = List.of("float32", "float16", "float64");

    private OnnxDeclaration() {}

    /** Says what is wrong with a file; null when nothing is. */
    static String mismatch(byte[] file, CheckpointConfig config) {
        try {
            OnnxGraph graph = OnnxGraph.read(file);
            String problem = input(graph, config);
            return problem != null ? problem : output(graph, config);
        } catch (MalformedOnnxException e) {
            return "not a usable ONNX file: " + e.getMessage();
        }
    }

    private static String input(OnnxGraph graph, CheckpointConfig config) {
        InputSpec declared = config.input();
        if (graph.inputs().size() != 1) {
            return "a network must take one tensor, but the graph takes " + names(graph.inputs());
        }
        TensorInfo input = graph.inputs().get(0);
        if (declared.name() != null && !declared.name().equals(input.name())) {
            return "input.name is " + declared.name() + ", but the graph takes " + names(graph.inputs());
        }
        if (!declared.type().toString().equals(input.typeName())) {
            return "input.type is " + declared.type() + ", but the graph takes " + input.typeName();
        }
        List<Long> shape = shape(config);
        if (!input.fits(shape)) {
            return "input.layout " + declared.layout() + " with the clip's frames, height and width makes "
                    + TensorInfo.text(shape) + ", but the graph takes " + TensorInfo.text(input.shape());
        }
        if (input.shape() != null && input.shape().get(0) > 1) {
            return "the graph takes batches of " + input.shape().get(0)
                    + " clips only; export it for any batch, or for one clip";
        }
        return null;
    }

    private static String output(OnnxGraph graph, CheckpointConfig config) {
        String declared = config.output().name();
        if (declared == null && graph.outputs().size() != 1) {
            return "output.name is missing, and the graph answers with " + names(graph.outputs());
        }
        TensorInfo output = declared == null ? graph.outputs().get(0) : OnnxGraph.find(graph.outputs(), declared);
        if (output == null) {
            return "output.name is " + declared + ", but the graph answers with " + names(graph.outputs());
        }
        if (!ANSWERS.contains(output.typeName())) {
            return "the output must be one of " + ANSWERS + ", but the graph answers with " + output.typeName();
        }
        int labels = config.labels().size();
        if (!output.fits(List.of(TensorInfo.OPEN, (long) labels))) {
            return "labels are " + labels + ", so the output must be (any, " + labels + "), but the graph answers with "
                    + TensorInfo.text(output.shape());
        }
        return null;
    }

    private static List<Long> shape(CheckpointConfig config) {
        List<Long> shape = new ArrayList<>();
        Arrays.stream(config.input().shape(1, config.clip())).forEach(shape::add);
        shape.set(0, TensorInfo.OPEN);
        return shape;
    }

    private static String names(List<TensorInfo> tensors) {
        return tensors.isEmpty()
                ? "nothing"
                : tensors.stream().map(TensorInfo::name).collect(Collectors.joining(", "));
    }
}
