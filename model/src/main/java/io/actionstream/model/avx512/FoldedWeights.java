package io.actionstream.model.avx512;

import io.actionstream.model.network.Normalization;
import io.actionstream.model.network.Tensor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The weights of the layers with all that is linear done to them beforehand: the batch norm multiplied into the layer
 * before it, and the mean over channels, which a layer norm would have to take away, taken from the layer before it.
 */
final class FoldedWeights {
    private final Map<String, Layer> centred = new ConcurrentHashMap<>();
    private final Map<String, Layer> backward = new ConcurrentHashMap<>();
    private Map<String, Tensor> tensors;

    FoldedWeights(Map<String, Tensor> tensors) {
        this.tensors = tensors;
    }

    /** A layer's, as in the checkpoint. */
    Layer of(String name) {
        return new Layer(values(name + ".weight"), values(name + ".bias"));
    }

    /**
     * A fourth of the stem's second convolution, with the batch norm and its running statistics multiplied into it: sums of
     * four of its outputs are means.
     */
    Layer quarterStem() {
        return normalized(of("stem.temporal"), 0.25);
    }

    /**
     * What takes the gradients of a convolution over space back to its input's: the kernel turned around, without a bias.
     */
    Layer spatialBackward(String name) {
        return backward.computeIfAbsent(name, missing -> of(name).backward(Winograd.KERNEL * Winograd.KERNEL));
    }

    /** The same of a convolution over time whose outputs are less their mean. */
    Layer centredBackward(String name) {
        return backward.computeIfAbsent(name, missing -> temporalBackward(centred(name)));
    }

    /** The same of any convolution over time. */
    static Layer temporalBackward(Layer layer) {
        return layer.backward(TemporalTiling.TAPS);
    }

    /** A layer's whose outputs are less their mean. */
    Layer centred(String name) {
        return centred.computeIfAbsent(name, missing -> of(name).centred());
    }

    /** What {@link NormRelu} takes for a block's first norm. */
    float[] reluNumbers(String block) {
        Layer norm = of(block + ".norm1");
        return NormRelu.numbers(norm.weight, norm.bias);
    }

    /** What {@link NormAddPool} takes for a block's second norm and its shortcut's. */
    float[] poolNumbers(String block) {
        Layer norm = of(block + ".norm2");
        if (!has(block + ".projection")) {
            return NormAddPool.numbers(norm.weight, norm.bias);
        }
        Layer shortcut = of(block + ".projection_norm");
        return NormAddPool.numbers(norm.weight, norm.bias, shortcut.weight, shortcut.bias);
    }

    /** Takes other weights from now on. */
    void replace(Map<String, Tensor> others) {
        tensors = others;
        centred.clear();
        backward.clear();
    }

    boolean has(String name) {
        return tensors.containsKey(name + ".weight");
    }

    private float[] values(String name) {
        return tensors.get(name).values();
    }

    private Layer normalized(Layer layer, double factor) {
        float[] gain = values("stem.norm.weight");
        float[] offset = values("stem.norm.bias");
        float[] mean = values("stem.norm.running_mean");
        float[] variance = values("stem.norm.running_var");
        float[] weight = layer.weight.clone();
        float[] bias = layer.bias.clone();
        int inputs = weight.length / bias.length;
        for (int o = 0; o < bias.length; o++) {
            double scale = factor * gain[o] / Math.sqrt(variance[o] + Normalization.EPSILON);
            for (int i = o * inputs; i < (o + 1) * inputs; i++) {
                weight[i] = (float) (weight[i] * scale);
            }
            bias[o] = (float) ((bias[o] - mean[o]) * scale + factor * offset[o]);
        }
        return new Layer(weight, bias);
    }

    /**
     * A layer that is linear in its input, but for a bias.
     *
     * @param weight (outputs, ...)
     * @param bias (outputs)
     */
    record Layer(float[] weight, float[] bias) {

        Layer centred() {
            return new Layer(centred(weight, bias.length), centred(bias, bias.length));
        }

        Layer backward(int taps) {
            int outputs = bias.length;
            int inputs = weight.length / outputs / taps;
            float[] turned = new float[weight.length];
            int from = 0;
            for (int output = 0; output < outputs; output++) {
                for (int input = 0; input < inputs; input++) {
                    for (int tap = taps - 1; tap >= 0; tap--) {
                        turned[(input * outputs + output) * taps + tap] = weight[from++];
                    }
                }
            }
            return new Layer(turned, new float[inputs]);
        }

        /** Values (outputs, ...) less their mean over outputs; also what takes gradients back through that. */
        static float[] centred(float[] values, int outputs) {
            int inputs = values.length / outputs;
            double[] means = new double[inputs];
            for (int first = 0; first < values.length; first += inputs) {
                for (int i = 0; i < inputs; i++) {
                    means[i] += (double) values[first + i] / outputs;
                }
            }
            float[] centred = new float[values.length];
            for (int first = 0; first < values.length; first += inputs) {
                for (int i = 0; i < inputs; i++) {
                    centred[first + i] = (float) (values[first + i] - means[i]);
                }
            }
            return centred;
        }
    }
}
