package io.actionstream.inference;

import java.util.List;
import java.util.Map;

/**
 * The classifier's answer for one clip.
 *
 * @param probabilities by class, in the order of {@code labels}; null when no image of the clip could be decoded
 * @param broken what was wrong with each image that could not be decoded, by its index
 * @param labels class names
 * @param background those of the labels that are no action of interest
 * @param version of the checkpoint that gave the probabilities
 * @param times the cost of the clip
 */
public record ClipResult(
        float[] probabilities,
        Map<Integer, String> broken,
        List<String> labels,
        List<String> background,
        String version,
        ClipTimes times) {

    /** The answer that nobody has measured. */
    public ClipResult(
            float[] probabilities,
            Map<Integer, String> broken,
            List<String> labels,
            List<String> background,
            String version) {
        this(probabilities, broken, labels, background, version, ClipTimes.NONE);
    }

    /** The answer of a model whose labels are all of interest. */
    public ClipResult(float[] probabilities, Map<Integer, String> broken, List<String> labels, String version) {
        this(probabilities, broken, labels, List.of(), version);
    }
}
