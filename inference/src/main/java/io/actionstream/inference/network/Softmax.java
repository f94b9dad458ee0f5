package io.actionstream.inference.network;

/** From logits to probabilities. */
final class Softmax {
    private Softmax() {}

    /** exp(x) / sum of exp(x), both less the largest x so that none overflows. */
    static float[] of(float[] logits) {
        double largest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            largest = Math.max(largest, logit);
        }
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - largest);
        }
        float[] probabilities = new float[logits.length];
        for (int i = 0; i < logits.length; i++) {
            probabilities[i] = (float) (Math.exp(logits[i] - largest) / sum);
        }
        return probabilities;
    }
}
