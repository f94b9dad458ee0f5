package io.actionstream.kernels.training;

import io.actionstream.kernels.inference.NetworkWeights;

/** The head, the loss and their gradients, of the clips of a thread. */
final class HeadStep {
    private final NetworkWeights.Layer head;
    private final float[] targets;
    private final int batch;
    private final float[] logits;
    private final Gradient gradient;
    private double loss;

    /**
     * Prepares a step.
     *
     * @param targets (clips, classes)
     * @param logits (clips, classes), which are written
     */
    HeadStep(NetworkWeights.Layer head, float[] targets, int batch, float[] logits) {
        this.head = head;
        this.targets = targets;
        this.batch = batch;
        this.logits = logits;
        this.gradient = Gradient.of(head);
    }

    /** Computes a clip's logits and adds its loss; returns the gradients of the means. */
    double[] learn(int clip, double[] means) {
        int classes = head.bias().length;
        double[] z = new double[classes];
        for (int o = 0; o < classes; o++) {
            z[o] = head.bias()[o];
            for (int c = 0; c < means.length; c++) {
                z[o] += means[c] * head.weight()[o * means.length + c];
            }
            logits[clip * classes + o] = (float) z[o];
        }
        double[] back = new double[means.length];
        double[] ofLogits = crossEntropy(z, clip * classes);
        for (int o = 0; o < classes; o++) {
            gradient.bias[o] += ofLogits[o];
            for (int c = 0; c < means.length; c++) {
                gradient.weight[o * means.length + c] += ofLogits[o] * means[c];
                back[c] += ofLogits[o] * head.weight()[o * means.length + c];
            }
        }
        return back;
    }

    /** Adds -sum of t log softmax(z), as a share of the batch's mean; returns its gradient. */
    private double[] crossEntropy(double[] z, int first) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double logit : z) {
            largest = Math.max(largest, logit);
        }
        double sum = 0;
        for (double logit : z) {
            sum += Math.exp(logit - largest);
        }
        double log = largest + Math.log(sum);
        double wanted = 0;
        for (int o = 0; o < z.length; o++) {
            wanted += targets[first + o];
            loss -= targets[first + o] * (z[o] - log) / batch;
        }
        double[] ofLogits = new double[z.length];
        for (int o = 0; o < z.length; o++) {
            ofLogits[o] = (wanted * Math.exp(z[o] - log) - targets[first + o]) / batch;
        }
        return ofLogits;
    }

    double loss() {
        return loss;
    }

    /** Adds another thread's loss and gradients. */
    void add(HeadStep other) {
        loss += other.loss;
        for (int i = 0; i < gradient.weight.length; i++) {
            gradient.weight[i] += other.gradient.weight[i];
        }
        for (int i = 0; i < gradient.bias.length; i++) {
            gradient.bias[i] += other.gradient.bias[i];
        }
    }

    void write(NetworkWeights.Layer to) {
        gradient.write(to);
    }
}
