package io.actionstream.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Functions of tensors in TorchScript, in {@code kernels.torchscript}. It has what DJL has not: operations in place,
 * bfloat16, and many operations in one call. Several threads may call them.
 */
final class Kernels {
    static final IValue[] NO_TENSORS = {};

    private static final String SOURCE = "kernels.torchscript";

    private final PtNDManager manager;
    private final PtSymbolBlock module;

    /** Loads the functions, which are freed with the manager. */
    Kernels(NDManager manager) {
        this.manager = (PtNDManager) manager;
        try (InputStream source = Kernels.class.getResourceAsStream(SOURCE)) {
            String text = new String(source.readAllBytes(), StandardCharsets.UTF_8);
            module = JniUtils.loadModule(this.manager, ScriptArchive.of("Kernels", text), false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A copy of an array as a tensor for many calls. It is freed with the manager, whatever becomes of the array: one that
     * was made from Java's memory does not outlive it.
     */
    IValue keep(NDArray array) {
        try (NDArray copy = array.duplicate()) {
            IValue tensor = IValue.from((PtNDArray) copy);
            manager.attachInternal(UUID.randomUUID().toString(), tensor);
            return tensor;
        }
    }

    /** The same numbers as wide as a precision has them. */
    NDArray rounded(NDArray array, Precision precision) {
        return switch (precision) {
            case FLOAT32 -> array;
            case BFLOAT16 -> run("to_bfloat16", NO_TENSORS, array);
            case FLOAT16 -> run("to_float16", NO_TENSORS, array);
        };
    }

    /**
     * Calls a function. Autograd does not see it.
     *
     * @param tensors the last arguments
     * @param arrays the first arguments, at least one, whose manager owns the result
     */
    NDArray run(String function, IValue[] tensors, NDArray... arrays) {
        IValue[] inputs =
                Stream.of(arrays).map(array -> IValue.from((PtNDArray) array)).toArray(IValue[]::new);
        IValue[] arguments = Arrays.copyOf(inputs, inputs.length + tensors.length);
        System.arraycopy(tensors, 0, arguments, inputs.length, tensors.length);
        JniUtils.setGraphExecutorOptimize(false); // of this thread: what it wins, it first loses in many slow calls
        try (IValue result = IValueUtils.runMethod(module, function, arguments)) {
            return result.toTensor((PtNDManager) arrays[0].getManager());
        } finally {
            Stream.of(inputs).forEach(IValue::close);
        }
    }
}
