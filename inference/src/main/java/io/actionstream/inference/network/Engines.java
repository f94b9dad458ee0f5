package io.actionstream.inference.network;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.actionstream.model.checkpoint.Architecture;
import io.actionstream.model.checkpoint.CheckpointException;
import io.actionstream.model.console.Printable;
import io.actionstream.model.network.Torch;
import java.util.Objects;
import java.util.stream.Stream;

/** The engines that run networks of other makers. */
final class Engines {
    private static final String ONNX_RUNTIME = "OnnxRuntime";
    private static final String PYTHON_ERROR = "RuntimeError: ";
    private static final int MOST_CHARACTERS = 300;

    private Engines() {}

    /**
     * The engine of an architecture.
     *
     * @throws CheckpointException when this build has none
     */
    static Engine of(Architecture architecture) throws CheckpointException {
        return architecture == Architecture.ONNX ? onnxRuntime() : Torch.engine();
    }

    private static Engine onnxRuntime() throws CheckpointException {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.onnx.disable_alternative", "true"); // no array is computed with beside it
        try {
            if (Engine.hasEngine(ONNX_RUNTIME)) {
                return Engine.getEngine(ONNX_RUNTIME);
            }
        } catch (RuntimeException | LinkageError e) {
            throw new CheckpointException(
                    "architecture is onnx, but ONNX Runtime cannot be loaded here: " + reason(e), e);
        }
        throw new CheckpointException(
                "architecture is onnx, but this build is without ONNX Runtime; build it without -Dwithout-onnx");
    }

    /** The reason why an engine failed, in one line: the innermost cause's, and of PyTorch's several lines the one that says it. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = Objects.toString(cause.getMessage(), "");
        String line = Stream.concat(
                        message.lines()
                                .filter(text -> text.startsWith(PYTHON_ERROR))
                                .map(text -> text.substring(PYTHON_ERROR.length())),
                        message.lines().filter(text -> !text.isBlank()))
                .findFirst()
                .orElse(cause.getClass().getName());
        return Printable.of(line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "...");
    }

    /** The names of tensors, where they have one. */
    static String names(NDList tensors) {
        return tensors.stream()
                .map(NDArray::getName)
                .filter(Objects::nonNull)
                .map(Printable::of)
                .toList()
                .toString();
    }
}
