package io.actionstream.cluster.camera;

import io.actionstream.jobs.publish.KafkaFrames;

/**
 * What a camera sends.
 *
 * @param captured time of capture, in milliseconds since the epoch
 * @param jpeg the picture; null for the end of the session
 */
public record Shot(String camera, long captured, byte[] jpeg) {

    public void send(KafkaFrames frames) {
        if (jpeg == null) {
            frames.endSession(camera, captured);
        } else {
            frames.frame(camera, captured, jpeg, null);
        }
    }
}
