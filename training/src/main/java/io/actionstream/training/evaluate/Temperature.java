package io.actionstream.training.evaluate;

import static io.actionstream.model.checkpoint.CheckpointConfig.MAX_TEMPERATURE;
import static io.actionstream.model.checkpoint.CheckpointConfig.MIN_TEMPERATURE;

import io.actionstream.training.evaluate.Evaluation.Judged;

/**
 * Temperature scaling (Guo et al. 2017, "On Calibration of Modern Neural Networks", section 4.2): logits are divided by
 * one number, which changes how sure a network is and never what it answers. The logarithms of probabilities stand for
 * the logits: they differ from them by one number for each sample, which the softmax takes out again.
 */
public final class Temperature {
    private static final int HALVINGS = 60;

    private Temperature() {}

    /**
     * Finds the temperature with the least mean cross entropy. In 1/T that is a convex function, so it is least where its
     * slope is 0.
     *
     * @param evaluation at temperature 1
     * @throws IllegalArgumentException when the cross entropy only falls towards an end of the range, as it does when
     *     every sample is right
     */
    public static double fit(Evaluation evaluation) {
        double low = 1 / MAX_TEMPERATURE;
        double high = 1 / MIN_TEMPERATURE;
        if (slope(evaluation, low) >= 0 || slope(evaluation, high) <= 0) {
            throw new IllegalArgumentException("no temperature between " + MIN_TEMPERATURE + " and " + MAX_TEMPERATURE
                    + " fits the " + evaluation.samples().size() + " samples, of which "
                    + Math.round(evaluation.accuracy() * evaluation.samples().size())
                    + " are right: other or more videos are needed");
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = Math.sqrt(low * high);
            if (slope(evaluation, middle) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 1 / Math.sqrt(low * high);
    }

    /** Of the cross entropy by 1/T: the mean of the expected logit less that of the true class. */
    private static double slope(Evaluation evaluation, double inverse) {
        return evaluation.samples().stream()
                .mapToDouble(judged -> slope(judged, inverse))
                .average()
                .orElseThrow();
    }

    private static double slope(Judged judged, double inverse) {
        float[] tempered = tempered(judged.probabilities(), 1 / inverse);
        double expected = 0;
        for (int c = 0; c < tempered.length; c++) {
            expected += tempered[c] * logit(judged.probabilities()[c]);
        }
        return expected - logit(judged.probabilities()[judged.truth()]);
    }

    /** The probabilities that the same logits give at a temperature. */
    static float[] tempered(float[] probabilities, double temperature) {
        double[] powers = new double[probabilities.length];
        double largest = Double.NEGATIVE_INFINITY;
        for (float probability : probabilities) {
            largest = Math.max(largest, logit(probability));
        }
        double sum = 0;
        for (int c = 0; c < powers.length; c++) {
            powers[c] = Math.exp((logit(probabilities[c]) - largest) / temperature);
            sum += powers[c];
        }
        float[] tempered = new float[powers.length];
        for (int c = 0; c < powers.length; c++) {
            tempered[c] = (float) (powers[c] / sum);
        }
        return tempered;
    }

    private static double logit(float probability) {
        return Math.log(Math.max(Float.MIN_VALUE, probability));
    }
}
