package io.actionstream.model.avx512;

import io.actionstream.model.checkpoint.Tensor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The weights of the layers with all that is linear done to them beforehand: the batch norm multiplied into the layer
 * before it, and the mean over channels, which a layer norm would have to take away, taken from the layer before it.
 */
final class FoldedWeights {
    private static final float BATCH_NORM_EPSILON = 1e-3f;

    private final Map<String, Tensor> tensors;
    private final Map<String, Layer> folded = new ConcurrentHashMap<>();

    FoldedWeights(Map<String, Tensor> tensors) {
        this.tensors = tensors;
    }

    /** A layer's, as in the checkpoint but for the stem's second convolution, into which the batch norm went. */
    Layer of(String name) {
        return folded.computeIfAbsent(name, missing -> {
            Layer layer = new Layer(values(name + ".weight"), values(name + ".bias"));
            return name.equals("stem.temporal") ? normalized(layer) : layer;
        });
    }

    /** A layer's whose outputs are less their mean. */
    Layer centred(String name) {
        return of(name).centred();
    }

    boolean has(String name) {
        return tensors.containsKey(name + ".weight");
    }

    private float[] values(String name) {
        return tensors.get(name).values();
    }

    private Layer normalized(Layer layer) {
        float[] gain = values("stem.norm.weight");
        float[] offset = values("stem.norm.bias");
        float[] mean = values("stem.norm.running_mean");
        float[] variance = values("stem.norm.running_var");
        float[] weight = layer.weight.clone();
        float[] bias = layer.bias.clone();
        int inputs = weight.length / bias.length;
        for (int o = 0; o < bias.length; o++) {
            double scale = gain[o] / Math.sqrt(variance[o] + BATCH_NORM_EPSILON);
            for (int i = o * inputs; i < (o + 1) * inputs; i++) {
                weight[i] = (float) (weight[i] * scale);
            }
            bias[o] = (float) ((bias[o] - mean[o]) * scale + offset[o]);
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

        private static float[] centred(float[] values, int outputs) {
            int inputs = values.length / outputs;
            float[] centred = new float[values.length];
            for (int i = 0; i < inputs; i++) {
                double mean = 0;
                for (int o = 0; o < outputs; o++) {
                    mean += (double) values[o * inputs + i] / outputs;
                }
                for (int o = 0; o < outputs; o++) {
                    centred[o * inputs + i] = (float) (values[o * inputs + i] - mean);
                }
            }
            return centred;
        }
    }
}
