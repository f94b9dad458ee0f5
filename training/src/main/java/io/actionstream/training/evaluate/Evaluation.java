package io.actionstream.training.evaluate;

import java.util.Arrays;
import java.util.List;

/**
 * The answers of a network for labelled videos.
 *
 * @param labels class names
 * @param samples what was judged, in order; at least one
 */
public record Evaluation(List<String> labels, List<Judged> samples) {

    public Evaluation {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("an evaluation needs samples");
        }
        labels = List.copyOf(labels);
        samples = List.copyOf(samples);
    }

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

        /** The probability of the most probable class. */
        public float confidence() {
            return probabilities[predicted()];
        }

        /** True when the most probable class is the truth. */
        public boolean isRight() {
            return predicted() == truth;
        }

        /** Of equally probable classes the first ranks higher, as in {@link #predicted()}. */
        boolean isInTop(int k) {
            float wanted = probabilities[truth];
            int higher = 0;
            for (int c = 0; c < probabilities.length; c++) {
                higher += probabilities[c] > wanted || c < truth && probabilities[c] == wanted ? 1 : 0;
            }
            return higher < k && !Float.isNaN(wanted);
        }
    }

    /** The same samples at another temperature; see {@link Temperature}. */
    public Evaluation at(double temperature) {
        return new Evaluation(
                labels,
                samples.stream()
                        .map(judged -> new Judged(
                                judged.name, judged.truth, Temperature.tempered(judged.probabilities, temperature)))
                        .toList());
    }

    /** Share of samples whose most probable class is right. */
    public double accuracy() {
        return topK(1);
    }

    /** Share of samples whose class is among the k most probable. */
    public double topK(int k) {
        return hits(k) / (double) samples.size();
    }

    private long hits(int k) {
        return samples.stream().filter(judged -> judged.isInTop(k)).count();
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

    /** The 95 % interval of the accuracy. */
    public Interval accuracyInterval() {
        return Interval.wilson(hits(1), samples.size());
    }

    /** The number of samples of this class. */
    public int support(int label) {
        return Arrays.stream(confusion()[label]).sum();
    }

    /** Of the samples given this class, the share that has it; null when none was given it. */
    public Double precision(int label) {
        int[][] counts = confusion();
        int given = Arrays.stream(counts).mapToInt(row -> row[label]).sum();
        return given == 0 ? null : counts[label][label] / (double) given;
    }

    /** Of the samples that have this class, the share that was given it; null when there is none. */
    public Double recall(int label) {
        int support = support(label);
        return support == 0 ? null : confusion()[label][label] / (double) support;
    }
}
