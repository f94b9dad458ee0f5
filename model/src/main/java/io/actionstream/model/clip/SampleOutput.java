package io.actionstream.model.clip;

/** Takes the samples of one camera, in the order of their slots, session after session. */
public interface SampleOutput<T> {

    /** The next sample. */
    void sample(Sample<T> sample);

    /**
     * The end of a session.
     *
     * @param session capture time of its first frame, in milliseconds
     * @param timestamp capture time of the last thing known of it, at least that of its newest sample
     */
    void sessionEnded(long session, long timestamp);
}
