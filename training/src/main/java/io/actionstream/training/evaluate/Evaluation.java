package io.actionstream.training.evaluate;

import java.util.Arrays;
import java.util.List;

/**
 * How a network did on labelled videos.
 *
 * @param labels class names
 * @param samples what was judged, in order
 */
public record Evaluation(List<String> labels, List<Judged> samples) {

    /**
     * One video, or one clip of it.
     *
     * @param name of the video
     * @param truth class index
     * @param probabilities given by the network
     */
    public record Judged(String name, int truth, float[] probabilities) {

        /** The most probable class. */
        public int predicted() {
            int best = 0;
            for (int c = 1; c < probabilities.length; c++) {
                if (probabilities[c] > probabilities[best]) {
                    best = c;
                }
            }
            return best;
        }

        boolean isInTop(int k) {
            long better = 0;
            for (float probability : probabilities) {
                better += probability > probabilities[truth] ? 1 : 0;
            }
            return better < k;
        }
    }

    /** Share of samples whose most probable class is right. */
    public double accuracy() {
        return topK(1);
    }

    /** Share of samples whose class is among the k most probable. */
    public double topK(int k) {
        return samples.stream().filter(judged -> judged.isInTop(k)).count() / (double) samples.size();
    }

    /** Mean cross entropy, in nats. */
    public double loss() {
        return samples.stream()
                .mapToDouble(judged -> -Math.log(Math.max(1e-12, judged.probabilities[judged.truth])))
                .average()
                .orElse(Double.NaN);
    }

    /** Counts with a row for each truth and a column for each prediction. */
    public int[][] confusion() {
        int[][] counts = new int[labels.size()][labels.size()];
        samples.forEach(judged -> counts[judged.truth][judged.predicted()]++);
        return counts;
    }

    /** Half the width of the 95 % interval of the accuracy (Wald). */
    public double accuracyMargin() {
        double p = accuracy();
        return 1.96 * Math.sqrt(p * (1 - p) / samples.size());
    }

    /** Of the samples given this class, the share that has it; null when none was given it. */
    public Double precision(int label) {
        int[][] counts = confusion();
        int given = Arrays.stream(counts).mapToInt(row -> row[label]).sum();
        return given == 0 ? null : counts[label][label] / (double) given;
    }

    /** Of the samples that have this class, the share that was given it; null when there is none. */
    public Double recall(int label) {
        int[] row = confusion()[label];
        int support = Arrays.stream(row).sum();
        return support == 0 ? null : row[label] / (double) support;
    }
}
