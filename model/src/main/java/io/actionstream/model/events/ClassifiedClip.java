package io.actionstream.model.events;

import java.util.List;

/**
 * The answer of the network to one clip.
 *
 * @param start capture time of the clip's first sample, in milliseconds
 * @param end capture time of its last sample, in milliseconds
 * @param labels the classes of the model
 * @param probabilities by class, in the order of {@code labels}
 * @param background the labels of the model that are never events
 * @param model the version of the checkpoint
 */
public record ClassifiedClip(
        long start, long end, List<String> labels, float[] probabilities, List<String> background, String model) {

    /** The probability of a label; 0 when the model has no such class. */
    public float probability(String label) {
        return probability(label, labels.indexOf(label));
    }

    /** The same, when the label is likely to be the class with this number. */
    float probability(String label, int likely) {
        boolean found =
                likely >= 0 && likely < labels.size() && labels.get(likely).equals(label);
        int index = found ? likely : labels.indexOf(label);
        return index < 0 ? 0 : probabilities[index];
    }
}
