package io.actionstream.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The layers as {@link Kernels}, of weights that never change. What is linear is done to the weights beforehand: they
 * take the batch norm with them, and the mean over channels away that a layer norm would have to. PyTorch's own layer
 * norm goes from row to row, which takes several times as long where rows are short.
 */
final class FrozenLayers implements Layers {
    private static final int[] OUTPUTS = {0};

    private final Kernels kernels;
    private final Precision precision;
    private final List<String> blocks;
    private final Map<String, IValue[]> tensors = new HashMap<>();

    /**
     * Copies weights to a device.
     *
     * @param manager decides on the device; what the layers hold is freed with it
     */
    FrozenLayers(NDManager manager, Map<String, Tensor> weights, Precision precision) {
        this.kernels = new Kernels(manager);
        this.precision = precision;
        this.blocks = Layout.blocks(weights::containsKey);
        try (Parameters parameters = new Parameters(manager, weights);
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            prepare(parameters);
        }
    }

    private void prepare(Parameters parameters) {
        put("stem", stem(parameters));
        put("head", exact(Affine.of(parameters, "head")));
        for (String block : blocks) {
            put(block + ".conv1", convolutions(parameters, block + ".conv1", block + ".norm1"));
            put(block + ".conv2", convolutions(parameters, block + ".conv2", block + ".norm2"));
            if (parameters.has(block + ".projection.weight")) {
                put(
                        block + ".projection",
                        Stream.concat(
                                rounded(Affine.of(parameters, block + ".projection")
                                        .centred()),
                                exact(Affine.of(parameters, block + ".projection_norm"))));
            }
        }
    }

    private void put(String name, Stream<NDArray> arrays) {
        tensors.put(name, arrays.map(kernels::keep).toArray(IValue[]::new));
    }

    /** Both convolutions, the batch norm's running statistics multiplied into the second. */
    private Stream<NDArray> stem(Parameters parameters) {
        NDArray variance = parameters.get("stem.norm.running_var");
        NDArray scale = parameters
                .get("stem.norm.weight")
                .div(variance.add(Normalization.EPSILON).sqrt()); // (O)
        NDArray shift = parameters
                .get("stem.norm.bias")
                .sub(parameters.get("stem.norm.running_mean").mul(scale));
        Affine temporal = Affine.of(parameters, "stem.temporal");
        NDArray weight = temporal.weight().mul(scale.reshape(-1, 1, 1, 1, 1));
        return Stream.concat(
                kernel(Affine.of(parameters, "stem.spatial")),
                kernel(new Affine(weight, temporal.bias().mul(scale).add(shift))));
    }

    private Stream<NDArray> convolutions(Parameters parameters, String name, String norm) {
        Stream<NDArray> spatial = kernel(Affine.of(parameters, name + ".spatial"));
        Stream<NDArray> temporal =
                kernel(Affine.of(parameters, name + ".temporal").centred());
        return Stream.concat(Stream.concat(spatial, temporal), exact(Affine.of(parameters, norm)));
    }

    /** (O, I, kt, kh, kw) as the kernel of a 2-D convolution over (kh, kw) or (kt, 1). */
    private Stream<NDArray> kernel(Affine convolution) {
        Shape shape = convolution.weight().getShape();
        NDArray flat =
                convolution.weight().reshape(shape.get(0), shape.get(1), shape.get(2) * shape.get(3), shape.get(4));
        return rounded(new Affine(flat, convolution.bias()));
    }

    private Stream<NDArray> rounded(Affine layer) {
        return exact(layer).map(array -> kernels.rounded(array, precision));
    }

    private static Stream<NDArray> exact(Affine layer) {
        return Stream.of(layer.weight(), layer.bias());
    }

    @Override
    public NDArray stem(NDArray clips) {
        return kernels.run("stem", tensors.get("stem"), clips);
    }

    @Override
    public NDArray halved(NDArray x) {
        return kernels.run("halved", Kernels.NO_TENSORS, x);
    }

    @Override
    public NDArray rectified(String block, NDArray x) {
        return kernels.run("rectified", tensors.get(block + ".conv1"), x);
    }

    @Override
    public NDArray added(String block, NDArray x, NDArray shortcut) {
        return kernels.run("added", tensors.get(block + ".conv2"), x, shortcut);
    }

    @Override
    public List<String> blocks() {
        return blocks;
    }

    @Override
    public boolean projects(String block) {
        return tensors.containsKey(block + ".projection");
    }

    @Override
    public NDArray projected(String block, NDArray x) {
        return kernels.run("projected", tensors.get(block + ".projection"), x);
    }

    @Override
    public NDArray head(NDArray x) {
        return kernels.run("head", tensors.get("head"), x);
    }

    /**
     * The tensors of a layer that is linear in its input, but for a bias.
     *
     * @param weight (O, ...), O being the output channels
     * @param bias (O)
     */
    private record Affine(NDArray weight, NDArray bias) {

        static Affine of(Parameters parameters, String name) {
            return new Affine(parameters.get(name + ".weight"), parameters.get(name + ".bias"));
        }

        /** Those whose output is this one's less its mean over channels. */
        Affine centred() {
            return new Affine(weight.sub(weight.mean(OUTPUTS, true)), bias.sub(bias.mean()));
        }
    }
}
