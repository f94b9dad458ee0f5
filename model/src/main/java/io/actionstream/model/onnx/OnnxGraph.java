package io.actionstream.model.onnx;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The inputs and outputs of an ONNX file. Reading it refuses what would need more than the file and ONNX's own operators: tensors in
 * other files, and operators of other libraries. Each byte is read at most once for each level of nesting.
 *
 * @param inputs what it takes, without those that the file has a value for
 * @param outputs what it answers with
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">the fields and their numbers</a>
 */
public record OnnxGraph(List<TensorInfo> inputs, List<TensorInfo> outputs) {
    private static final int MAX_DEPTH = 32;
    private static final Set<String> DOMAINS = Set.of("", "ai.onnx", "ai.onnx.ml");
    private static final int EXTERNAL = 1;

    /**
     * Reads a file's content.
     *
     * @throws MalformedOnnxException when it is not a whole ONNX file, or holds what is refused
     */
    public static OnnxGraph read(byte[] file) throws MalformedOnnxException {
        ProtoReader model = new ProtoReader(ByteBuffer.wrap(file));
        OnnxGraph graph = null;
        while (model.next()) {
            switch (model.field()) {
                case 7 -> graph = graph(model.message(), 0);
                case 25 -> function(model.message());
                default -> {} // versions, the producer, notes
            }
        }
        if (graph == null) {
            throw new MalformedOnnxException("it has no graph");
        }
        return graph;
    }

    /** The input or output of a name; null when there is none. */
    public static TensorInfo find(List<TensorInfo> tensors, String name) {
        return tensors.stream()
                .filter(tensor -> tensor.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static OnnxGraph graph(ProtoReader graph, int depth) throws MalformedOnnxException {
        if (depth > MAX_DEPTH) {
            throw new MalformedOnnxException("its graphs are nested more than " + MAX_DEPTH + " deep");
        }
        List<TensorInfo> inputs = new ArrayList<>();
        List<TensorInfo> outputs = new ArrayList<>();
        Set<String> known = new HashSet<>();
        while (graph.next()) {
            switch (graph.field()) {
                case 1 -> node(graph.message(), depth);
                case 5 -> known.add(tensor(graph.message()));
                case 15 -> sparse(graph.message());
                case 11 -> inputs.add(value(graph.message()));
                case 12 -> outputs.add(value(graph.message()));
                default -> {} // names, notes, types of values in between
            }
        }
        inputs.removeIf(input -> known.contains(input.name()));
        return new OnnxGraph(List.copyOf(inputs), List.copyOf(outputs));
    }

    private static void function(ProtoReader function) throws MalformedOnnxException {
        while (function.next()) {
            if (function.field() == 7) {
                node(function.message(), 0);
            }
        }
    }

    private static void node(ProtoReader node, int depth) throws MalformedOnnxException {
        String operator = "";
        String domain = "";
        while (node.next()) {
            switch (node.field()) {
                case 4 -> operator = node.text();
                case 7 -> domain = node.text();
                case 5 -> attribute(node.message(), depth);
                default -> {}
            }
        }
        if (!DOMAINS.contains(domain)) {
            throw new MalformedOnnxException("it has the operator " + operator + " of domain '" + domain
                    + "', which is not ONNX's own; only those of '', ai.onnx and ai.onnx.ml are run");
        }
    }

    private static void attribute(ProtoReader attribute, int depth) throws MalformedOnnxException {
        while (attribute.next()) {
            switch (attribute.field()) {
                case 5, 10 -> tensor(attribute.message());
                case 6, 11 -> graph(attribute.message(), depth + 1);
                case 22, 23 -> sparse(attribute.message());
                default -> {}
            }
        }
    }

    private static void sparse(ProtoReader sparse) throws MalformedOnnxException {
        while (sparse.next()) {
            if (sparse.field() == 1 || sparse.field() == 2) {
                tensor(sparse.message());
            }
        }
    }

    /** The name of a tensor, whose data must be in the file. */
    private static String tensor(ProtoReader tensor) throws MalformedOnnxException {
        String name = "";
        boolean external = false;
        while (tensor.next()) {
            switch (tensor.field()) {
                case 8 -> name = tensor.text();
                case 13 -> external = true;
                case 14 -> external |= tensor.number() == EXTERNAL;
                default -> {}
            }
        }
        if (external) {
            throw new MalformedOnnxException(
                    "the data of tensor '" + name + "' are in another file, which is never read;"
                            + " export it with external_data=False, or save it again in one file");
        }
        return name;
    }

    private static TensorInfo value(ProtoReader value) throws MalformedOnnxException {
        String name = "";
        TensorInfo type = new TensorInfo("", 0, null);
        while (value.next()) {
            switch (value.field()) {
                case 1 -> name = value.text();
                case 2 -> type = type(value.message());
                default -> {}
            }
        }
        return new TensorInfo(name, type.type(), type.shape());
    }

    private static TensorInfo type(ProtoReader type) throws MalformedOnnxException {
        TensorInfo tensor = new TensorInfo("", 0, null);
        while (type.next()) {
            if (type.field() == 1) {
                tensor = tensorType(type.message());
            }
        }
        return tensor;
    }

    private static TensorInfo tensorType(ProtoReader type) throws MalformedOnnxException {
        int element = 0;
        List<Long> shape = null;
        while (type.next()) {
            switch (type.field()) {
                case 1 -> element = (int) type.number();
                case 2 -> shape = shape(type.message());
                default -> {}
            }
        }
        return new TensorInfo("", element, shape);
    }

    private static List<Long> shape(ProtoReader shape) throws MalformedOnnxException {
        List<Long> lengths = new ArrayList<>();
        while (shape.next()) {
            if (shape.field() == 1) {
                ProtoReader dimension = shape.message();
                long length = TensorInfo.OPEN;
                while (dimension.next()) {
                    length = dimension.field() == 1 ? dimension.number() : length;
                }
                lengths.add(length);
            }
        }
        return List.copyOf(lengths);
    }
}
