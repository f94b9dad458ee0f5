package io.actionstream.inference;

import java.util.List;

/** From clips to probabilities; for one thread at a time unless it says otherwise. */
interface ForwardPass extends AutoCloseable {

    /** For each clip, in order, the probability of every class. */
    float[][] of(List<byte[]> clips);

    @Override
    void close();
}
