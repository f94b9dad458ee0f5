package io.actionstream.cluster;

import io.actionstream.jobs.publish.KafkaFrames;

/**
 * What a camera sends.
 *
 * @param captured time of capture, in milliseconds since the epoch
 * @param jpeg the picture; null for the end of the session
 */
record Shot(String camera, long captured, byte[] jpeg) {

    void send(KafkaFrames frames) {
        if (jpeg == null) {
            frames.endSession(camera, captured);
        } else {
            frames.frame(camera, captured, jpeg, null);
        }
    }
}
