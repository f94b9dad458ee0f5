package io.actionstream.model.avx512;

import com.sun.jna.Pointer;
import java.util.List;
import java.util.Map;

/** The head, the loss and their gradients for one core's share of a batch. */
final class HeadStep {
    private static final String LAST = "blocks.3";

    private final TrainingPlan plan;
    private final Head head;
    private final float[] targets;
    private final int batch;
    private final float[] logits;
    private final double[] weightGradient;
    private final double[] biasGradient;
    private double loss;

    HeadStep(TrainingPlan plan, FoldedWeights weights, float[] targets, int batch) {
        this.plan = plan;
        this.targets = targets;
        this.batch = batch;
        head = new Head(weights, LAST);
        logits = new float[targets.length];
        weightGradient = new double[head.classes() * head.channels()];
        biasGradient = new double[head.classes()];
    }

    /** Computes a clip's logits, adds its loss, and sets the gradients from which the way back starts. */
    void learn(int clip, Pointer memory) {
        int classes = head.classes();
        double[] sums = new double[2 * head.channels()];
        plan.sums().addTo(sums, memory);
        double[] means = head.means(sums, plan.pixels());
        float[] own = head.logits(means);
        System.arraycopy(own, 0, logits, clip * classes, classes);
        double[] gradient = crossEntropy(own, clip * classes);
        for (int o = 0; o < classes; o++) {
            biasGradient[o] += gradient[o];
            for (int c = 0; c < means.length; c++) {
                weightGradient[o * means.length + c] += gradient[o] * means[c];
            }
        }
        double[] back = head.back(gradient);
        float[] pixel = new float[back.length];
        for (int c = 0; c < pixel.length; c++) {
            pixel[c] = (float) (back[c] / plan.pixels());
        }
        plan.setPixelGradients(memory, pixel);
    }

    /** Adds -sum of t log softmax(z), as a share of the batch's mean; gives its gradient. */
    private double[] crossEntropy(float[] z, int first) {
        double largest = Double.NEGATIVE_INFINITY;
        for (float logit : z) {
            largest = Math.max(largest, logit);
        }
        double sum = 0;
        for (float logit : z) {
            sum += Math.exp(logit - largest);
        }
        double log = largest + Math.log(sum);
        double wanted = 0;
        for (int o = 0; o < z.length; o++) {
            wanted += targets[first + o];
            loss -= targets[first + o] * (z[o] - log) / batch;
        }
        double[] gradient = new double[z.length];
        for (int o = 0; o < z.length; o++) {
            gradient[o] = (wanted * Math.exp(z[o] - log) - targets[first + o]) / batch;
        }
        return gradient;
    }

    static float loss(List<HeadStep> shares) {
        return (float) shares.stream().mapToDouble(share -> share.loss).sum();
    }

    static float[] logits(List<HeadStep> shares) {
        float[] all = new float[shares.get(0).logits.length];
        shares.forEach(share -> {
            for (int i = 0; i < all.length; i++) {
                all[i] += share.logits[i]; // those of other shares are zero
            }
        });
        return all;
    }

    static void addGradients(List<HeadStep> shares, Map<String, float[]> gradients) {
        gradients.put(
                "head.weight",
                sum(shares.stream().map(share -> share.weightGradient).toList()));
        gradients.put(
                "head.bias",
                sum(shares.stream().map(share -> share.biasGradient).toList()));
    }

    private static float[] sum(List<double[]> parts) {
        float[] sum = new float[parts.get(0).length];
        for (int i = 0; i < sum.length; i++) {
            double total = 0;
            for (double[] part : parts) {
                total += part[i];
            }
            sum[i] = (float) total;
        }
        return sum;
    }
}
