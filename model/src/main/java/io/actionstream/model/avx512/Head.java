package io.actionstream.model.avx512;

/** The means over time and space of the last block, and the dense layer on them, in Java: too small for machine code. */
final class Head {
    private final FoldedWeights.Layer norm;
    private final FoldedWeights.Layer shortcut;
    private final FoldedWeights.Layer dense;

    Head(FoldedWeights weights, String block) {
        norm = weights.of(block + ".norm2");
        shortcut = weights.of(block + ".projection_norm");
        dense = weights.of("head");
    }

    int channels() {
        return norm.bias().length;
    }

    int classes() {
        return dense.bias().length;
    }

    /**
     * The means (channels).
     *
     * @param sums of the channels' scaled pixels, then of the shortcut's, from {@link NormSums}
     * @param pixels how many there were
     */
    double[] means(double[] sums, double pixels) {
        double[] means = new double[channels()];
        for (int c = 0; c < means.length; c++) {
            means[c] = (norm.weight()[c] * sums[c] + shortcut.weight()[c] * sums[means.length + c]) / pixels
                    + norm.bias()[c]
                    + shortcut.bias()[c];
        }
        return means;
    }

    /** The logits (classes). */
    float[] logits(double[] means) {
        float[] logits = new float[classes()];
        for (int o = 0; o < logits.length; o++) {
            double sum = dense.bias()[o];
            for (int c = 0; c < means.length; c++) {
                sum += means[c] * dense.weight()[o * means.length + c];
            }
            logits[o] = (float) sum;
        }
        return logits;
    }

    /** The gradients of the means by those of the logits. */
    double[] back(double[] logitGradients) {
        double[] gradients = new double[channels()];
        for (int o = 0; o < logitGradients.length; o++) {
            for (int c = 0; c < gradients.length; c++) {
                gradients[c] += logitGradients[o] * dense.weight()[o * gradients.length + c];
            }
        }
        return gradients;
    }
}
