package io.actionstream.kernels.inference;

import io.actionstream.kernels.norm.ScaleShift;
import java.util.List;

/**
 * The weights of the network as a checkpoint has them.
 *
 * @param stem its two convolutions
 * @param stemNorm the batch norm after it
 * @param blocks the residual blocks
 * @param head (classes, channels)
 */
public record NetworkWeights(Convolutions stem, BatchNorm stemNorm, List<Block> blocks, Layer head) {

    /**
     * A layer that is linear in its input, but for a bias.
     *
     * @param weight (outputs, inputs, ...)
     * @param bias (outputs)
     */
    public record Layer(float[] weight, float[] bias) {

        /** Less the mean over outputs, which a layer norm would take away. */
        public Layer centred() {
            return new Layer(centred(weight, bias.length), centred(bias, bias.length));
        }

        private static float[] centred(float[] values, int outputs) {
            int inputs = values.length / outputs;
            float[] centred = new float[values.length];
            for (int i = 0; i < inputs; i++) {
                double sum = 0;
                for (int o = 0; o < outputs; o++) {
                    sum += values[o * inputs + i];
                }
                for (int o = 0; o < outputs; o++) {
                    centred[o * inputs + i] = (float) (values[o * inputs + i] - sum / outputs);
                }
            }
            return centred;
        }
    }

    /** A convolution over space, then one over time, with nothing in between. */
    public record Convolutions(Layer spatial, Layer temporal) {

        /** The same, with outputs less their mean over channels. */
        Convolutions centred() {
            return new Convolutions(spatial, temporal.centred());
        }
    }

    /**
     * A batch norm with its running statistics.
     *
     * @param epsilon what is added to the variance
     */
    public record BatchNorm(float[] scale, float[] shift, float[] mean, float[] variance, double epsilon) {

        /** The layer before it with the norm multiplied into it. */
        Layer after(Layer layer) {
            float[] weight = layer.weight.clone();
            float[] bias = layer.bias.clone();
            int inputs = weight.length / bias.length;
            for (int o = 0; o < bias.length; o++) {
                double factor = scale[o] / Math.sqrt(variance[o] + epsilon);
                for (int i = o * inputs; i < (o + 1) * inputs; i++) {
                    weight[i] = (float) (weight[i] * factor);
                }
                bias[o] = (float) ((bias[o] - mean[o]) * factor + shift[o]);
            }
            return new Layer(weight, bias);
        }
    }

    /**
     * A residual block.
     *
     * @param norm1 the layer norm after the first convolutions
     * @param projection (outputs, inputs), or null where the shortcut is the input itself
     * @param projectionNorm the layer norm after it, or null
     */
    public record Block(
            Convolutions first,
            ScaleShift norm1,
            Convolutions second,
            ScaleShift norm2,
            Layer projection,
            ScaleShift projectionNorm) {}
}
