package io.actionstream.inference;

import io.actionstream.model.clip.ClipSpec;
import java.util.List;

/** Gives each clip the probability of every class. Closed exactly once. */
public interface ClipClassifier extends AutoCloseable {

    /** The clips that it takes. */
    ClipSpec spec();

    /** Class names, in the order of the probabilities. */
    List<String> labels();

    /** Those of the labels that are no action of interest, such as an empty room. */
    default List<String> background() {
        return List.of();
    }

    /** The version of the checkpoint it runs. */
    String version();

    /** The number of threads that may have it classify at the same time. */
    default int callers() {
        return 1;
    }

    /** The most clips that a call works on at once; more in a batch only wait for each other. */
    default int mostAtOnce() {
        return Integer.MAX_VALUE;
    }

    /** Has Java compile what classifies; for the first classifier of a process. */
    default void compile() {}

    /**
     * Classifies a batch.
     *
     * @param clips each (frames, height, width, RGB) as uint8, {@link ClipSpec#clipBytes()} long
     * @return for each clip, in order, the probabilities of {@link #labels()}, summing to 1
     */
    float[][] classify(List<byte[]> clips);

    @Override
    void close();
}
