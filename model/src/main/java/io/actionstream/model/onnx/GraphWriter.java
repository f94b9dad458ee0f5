package io.actionstream.model.onnx;

import io.actionstream.model.network.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/**
 * Writes an ONNX graph, whose tensors are float32 but for its input, uint8. Field numbers are those of {@code onnx.proto}, operators those of {@value #OPSET}. Every method that adds
 * a node gives the name of its output.
 */
public final class GraphWriter {
    /** The version of the operators. */
    public static final int OPSET = 17;

    private static final int IR_VERSION = 8;
    private static final int FLOAT = 1;
    private static final int UINT8 = 2;
    private static final int TYPE_FLOAT = 1;
    private static final int TYPE_INT = 2;
    private static final int TYPE_INTS = 7;

    private final ProtoWriter graph = new ProtoWriter();
    private int nodes;

    /** A graph without nodes. */
    public GraphWriter(String name) {
        graph.text(2, name);
    }

    /** A node's attributes. */
    public static final class Attributes {
        private final ProtoWriter node = new ProtoWriter();

        /** Adds a float. */
        public Attributes number(String name, float value) {
            return add(name, TYPE_FLOAT, new ProtoWriter().number(2, value));
        }

        /** Adds an int. */
        public Attributes integer(String name, long value) {
            return add(name, TYPE_INT, new ProtoWriter().integer(3, value));
        }

        /** Adds a list of ints. */
        public Attributes integers(String name, long... values) {
            ProtoWriter attribute = new ProtoWriter();
            for (long value : values) {
                attribute.integer(8, value);
            }
            return add(name, TYPE_INTS, attribute);
        }

        private Attributes add(String name, int type, ProtoWriter value) {
            ProtoWriter attribute = new ProtoWriter().text(1, name);
            node.bytes(5, concat(attribute, value.integer(20, type)));
            return this;
        }

        private static byte[] concat(ProtoWriter first, ProtoWriter second) {
            byte[] a = first.toByteArray();
            byte[] b = second.toByteArray();
            return ByteBuffer.allocate(a.length + b.length).put(a).put(b).array();
        }
    }

    /** Adds a node with one output. */
    public String node(String operator, Attributes attributes, String... inputs) {
        String output = operator.toLowerCase(Locale.ROOT) + "_" + nodes++;
        node(operator, output, attributes, inputs);
        return output;
    }

    /** Adds a node whose output has a name. */
    public void node(String operator, String output, Attributes attributes, String... inputs) {
        ProtoWriter node = new ProtoWriter();
        for (String input : inputs) {
            node.text(1, input);
        }
        node.text(2, output).text(3, output).text(4, operator);
        graph.bytes(1, Attributes.concat(node, attributes.node));
    }

    /** Adds a constant under its name. */
    public String constant(String name, long[] shape, float... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        ProtoWriter tensor = new ProtoWriter();
        for (long length : shape) {
            tensor.integer(1, length);
        }
        graph.message(5, tensor.integer(2, FLOAT).text(8, name).bytes(9, raw.array()));
        return name;
    }

    /** Adds a constant under its name. */
    public String constant(String name, Tensor tensor) {
        return constant(name, tensor.shape(), tensor.values());
    }

    /** Names the input, uint8. */
    public void input(String name, Object... shape) {
        graph.message(11, value(name, UINT8, shape));
    }

    /** Names the output, float32. */
    public void output(String name, Object... shape) {
        graph.message(12, value(name, FLOAT, shape));
    }

    /**
     * A tensor's name, type and shape.
     *
     * @param shape numbers, and names of dimensions that differ from call to call
     */
    private static ProtoWriter value(String name, int type, Object... shape) {
        ProtoWriter dimensions = new ProtoWriter();
        for (Object length : shape) {
            ProtoWriter dimension = new ProtoWriter();
            if (length instanceof Integer number) {
                dimension.integer(1, number);
            } else {
                dimension.text(2, length.toString());
            }
            dimensions.message(1, dimension);
        }
        ProtoWriter tensor = new ProtoWriter().integer(1, type).message(2, dimensions);
        return new ProtoWriter().text(1, name).message(2, new ProtoWriter().message(1, tensor));
    }

    /** The whole file. */
    public byte[] toByteArray() {
        return new ProtoWriter()
                .integer(1, IR_VERSION)
                .text(2, "actionstream")
                .message(7, graph)
                .message(8, new ProtoWriter().text(1, "").integer(2, OPSET))
                .toByteArray();
    }
}
