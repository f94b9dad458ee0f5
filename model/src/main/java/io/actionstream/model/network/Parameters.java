package io.actionstream.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The network's tensors on a device, by their names in the checkpoint. Closing it frees them. */
public final class Parameters implements AutoCloseable {
    private final NDManager manager;
    private final Map<String, NDArray> arrays = new LinkedHashMap<>();

    /**
     * Copies weights to the manager's device.
     *
     * @param parent whose device is used; it is not closed with these parameters
     */
    public Parameters(NDManager parent, Map<String, Tensor> weights) {
        manager = parent.newSubManager();
        weights.forEach((name, tensor) -> arrays.put(name, manager.create(tensor.values(), new Shape(tensor.shape()))));
    }

    /** The tensor of that name. */
    public NDArray get(String name) {
        NDArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("the network has no tensor " + name);
        }
        return array;
    }

    /** True when there is a tensor of that name. */
    public boolean has(String name) {
        return arrays.containsKey(name);
    }

    /** All tensors, in the order of the forward pass. */
    public Map<String, NDArray> all() {
        return Collections.unmodifiableMap(arrays);
    }

    /** The manager that owns the tensors. */
    public NDManager manager() {
        return manager;
    }

    /** The values, copied to the host. */
    public Map<String, Tensor> toWeights() {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        arrays.forEach(
                (name, array) -> weights.put(name, new Tensor(array.getShape().getShape(), array.toFloatArray())));
        return weights;
    }

    @Override
    public void close() {
        manager.close();
    }
}
