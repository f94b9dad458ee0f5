package io.actionstream.model.checkpoint;

import io.actionstream.model.network.Tensor;
import java.io.IOException;
import java.util.Map;

/**
 * A safetensors file in memory.
 *
 * @param bytes the whole file
 */
public record TensorBytes(byte[] bytes) {

    /** Its tensors by name. */
    public Map<String, Tensor> tensors() throws IOException {
        return SafeTensors.parse("memory", bytes);
    }
}
