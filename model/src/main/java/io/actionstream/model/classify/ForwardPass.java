package io.actionstream.model.classify;

import java.util.List;

/** From clips to probabilities; for one thread at a time. */
interface ForwardPass extends AutoCloseable {

    /** For each clip, in order, the probability of every class. */
    float[][] of(List<byte[]> clips);

    /** The most clips that it works on at once. */
    int mostAtOnce();

    @Override
    void close();
}
