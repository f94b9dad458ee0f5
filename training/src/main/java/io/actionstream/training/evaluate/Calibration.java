package io.actionstream.training.evaluate;

import io.actionstream.training.evaluate.Evaluation.Judged;
import java.util.ArrayList;
import java.util.List;

/**
 * The distance between a network's confidence and its accuracy.
 *
 * @param expectedError the expected calibration error: the mean over all samples of |accuracy - confidence| of the
 *     sample's bin (Naeini et al. 2015; Guo et al. 2017, "On Calibration of Modern Neural Networks", equation 5)
 * @param bins the bins of equal width that have samples, by confidence
 */
public record Calibration(double expectedError, List<Bin> bins) {

    /** As many as Guo et al. have. */
    public static final int BINS = 15;

    /**
     * The samples whose confidence is in a range.
     *
     * @param from below all of them
     * @param to as high as the highest can be
     * @param samples how many there are
     * @param confidence their mean
     * @param accuracy share that was right
     */
    public record Bin(double from, double to, int samples, double confidence, double accuracy) {}

    /** Measures an evaluation. */
    public static Calibration of(Evaluation evaluation) {
        List<Bin> bins = new ArrayList<>();
        double error = 0;
        for (int b = 0; b < BINS; b++) {
            Bin bin = bin(evaluation.samples(), b);
            if (bin.samples > 0) {
                bins.add(bin);
                error += Math.abs(bin.accuracy - bin.confidence)
                        * bin.samples
                        / evaluation.samples().size();
            }
        }
        return new Calibration(error, List.copyOf(bins));
    }

    private static Bin bin(List<Judged> samples, int number) {
        List<Judged> members = samples.stream()
                .filter(judged -> numberOf(judged.confidence()) == number)
                .toList();
        double confidence =
                members.stream().mapToDouble(Judged::confidence).average().orElse(0);
        double right = members.stream().filter(Judged::isRight).count();
        return new Bin(
                number / (double) BINS,
                (number + 1) / (double) BINS,
                members.size(),
                confidence,
                right / Math.max(1, members.size()));
    }

    /** Bin m holds confidences above m / M, up to (m + 1) / M. */
    private static int numberOf(double confidence) {
        return Math.max(0, Math.min(BINS - 1, (int) Math.ceil(confidence * BINS) - 1));
    }
}
