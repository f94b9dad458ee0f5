package io.actionstream.model.onnx;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A graph's input or output.
 *
 * @param type the number of ONNX's {@code TensorProto.DataType}; 0 when it is no tensor
 * @param shape lengths of its dimensions, {@link #OPEN} where any will do; null when the file does not say
 */
public record TensorInfo(String name, int type, List<Long> shape) {
    /** A dimension of any length. */
    public static final long OPEN = -1;

    private static final List<String> TYPES = List.of(
            "no tensor",
            "float32",
            "uint8",
            "int8",
            "uint16",
            "int16",
            "int32",
            "int64",
            "string",
            "bool",
            "float16",
            "float64");

    /** The type's name. */
    public String typeName() {
        return type >= 0 && type < TYPES.size() ? TYPES.get(type) : "type " + type;
    }

    /** Tells whether a tensor of another shape, in which dimensions may be open too, can be this one. */
    public boolean fits(List<Long> other) {
        if (shape == null) {
            return true;
        }
        if (shape.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < other.size(); i++) {
            long mine = shape.get(i);
            long others = other.get(i);
            if (mine != others && mine != OPEN && others != OPEN) {
                return false;
            }
        }
        return true;
    }

    /** A shape as text: {@code (any, 3, 16, 112, 112)}. */
    public static String text(List<Long> shape) {
        return shape.stream()
                .map(length -> length == OPEN ? "any" : Long.toString(length))
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
