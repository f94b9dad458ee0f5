package io.actionstream.kernels.training;

import io.actionstream.kernels.inference.NetworkWeights;
import io.actionstream.kernels.norm.ScaleShift;

/** A layer's gradient while that of several threads is added up. */
final class Gradient {
    final double[] weight;
    final double[] bias;

    Gradient(int weights, int biases) {
        weight = new double[weights];
        bias = new double[biases];
    }

    static Gradient of(NetworkWeights.Layer layer) {
        return new Gradient(layer.weight().length, layer.bias().length);
    }

    /** Writes it. */
    void write(NetworkWeights.Layer to) {
        write(weight, to.weight());
        write(bias, to.bias());
    }

    /** Writes it less the mean over outputs, as the weights were used less theirs. */
    void writeCentred(NetworkWeights.Layer to) {
        write(to);
        NetworkWeights.Layer centred = to.centred();
        System.arraycopy(centred.weight(), 0, to.weight(), 0, weight.length);
        System.arraycopy(centred.bias(), 0, to.bias(), 0, bias.length);
    }

    /** Writes that of a norm, whose weight is its scale. */
    void write(ScaleShift to) {
        write(weight, to.scale());
        write(bias, to.shift());
    }

    private static void write(double[] from, float[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] = (float) from[i];
        }
    }
}
