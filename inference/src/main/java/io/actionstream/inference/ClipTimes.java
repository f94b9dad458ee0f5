package io.actionstream.inference;

/**
 * The cost of one clip.
 *
 * @param queue clips that waited in this process when the clip came, to be decoded or for the network
 * @param decodeNanos from the beginning of its first image to the end of its last, in nanoseconds
 * @param inferenceNanos that the network took for the clip's batch, in nanoseconds; 0 when there was nothing to classify
 * @param batch clips in that batch; 0 likewise
 * @param atOnce batches that the classifier works on at the same time
 */
public record ClipTimes(int queue, long decodeNanos, long inferenceNanos, int batch, int atOnce) {

    /** Of a clip that nobody has measured. */
    public static final ClipTimes NONE = new ClipTimes(0, 0, 0, 0, 1);

    /** The part of the classifier's time that was this clip's: a worker's for the batch, divided among the batch's clips. */
    public double busyNanos() {
        return batch == 0 ? 0 : (double) inferenceNanos / batch / atOnce;
    }
}
