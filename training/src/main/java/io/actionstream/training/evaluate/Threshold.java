package io.actionstream.training.evaluate;

import io.actionstream.training.evaluate.Evaluation.Judged;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The effect of a threshold below which the answer is "unknown".
 *
 * @param confidence the least of an answer
 * @param coverage share of samples that get an answer
 * @param precision share of answers that are right; null when there is none
 */
public record Threshold(double confidence, double coverage, Double precision) {
    private static final int TWENTIETHS = 20;

    /** Thresholds from 0 to 0.95, in steps of 0.05. */
    public static List<Threshold> of(Evaluation evaluation) {
        return IntStream.range(0, TWENTIETHS)
                .mapToObj(step -> at(evaluation, step / (double) TWENTIETHS))
                .toList();
    }

    private static Threshold at(Evaluation evaluation, double confidence) {
        List<Judged> answered = evaluation.samples().stream()
                .filter(judged -> judged.confidence() >= confidence)
                .toList();
        double right = answered.stream().filter(Judged::isRight).count();
        return new Threshold(
                confidence,
                answered.size() / (double) evaluation.samples().size(),
                answered.isEmpty() ? null : right / answered.size());
    }
}
