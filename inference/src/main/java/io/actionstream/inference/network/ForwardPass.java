package io.actionstream.inference.network;

import java.util.List;

/** From clips to probabilities. */
public interface ForwardPass extends AutoCloseable {

    /**
     * The probability of every label for each clip, in order; for one thread at a time unless {@link #callers} says otherwise.
     *
     * @param clips each (frames, height, width, RGB) as uint8
     */
    float[][] of(List<byte[]> clips);

    /** The number of threads that may call it at the same time. */
    default int callers() {
        return 1;
    }

    /** The most clips that a call works on at once; more only wait for each other. */
    int mostAtOnce();

    /** Has Java compile it, for the first one of a process. */
    default void compile() {}

    @Override
    void close();
}
