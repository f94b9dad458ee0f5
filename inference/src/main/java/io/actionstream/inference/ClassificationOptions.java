package io.actionstream.inference;

import io.actionstream.media.image.ImageLimits;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.LoadRules;
import io.actionstream.model.network.Precision;
import java.io.Serializable;
import java.time.Duration;

/**
 * Settings of classification.
 *
 * @param checkpoint name of a shipped checkpoint, or a directory; see {@link Checkpoint#read(String)}
 * @param device {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:N}
 * @param precision what the network computes with
 * @param maxBatch the most clips in a batch
 * @param maxDelay how long a clip may wait for its batch to fill while the device is idle
 * @param decodeThreads threads that decode images
 * @param images limits on what is decoded
 * @param rules what may be loaded of networks that others made
 */
public record ClassificationOptions(
        String checkpoint,
        String device,
        Precision precision,
        int maxBatch,
        Duration maxDelay,
        int decodeThreads,
        ImageLimits images,
        LoadRules rules)
        implements Serializable {

    public ClassificationOptions {
        if (maxBatch < 1) {
            throw new IllegalArgumentException("the largest batch must be at least 1, not " + maxBatch);
        }
        if (decodeThreads < 1) {
            throw new IllegalArgumentException("decode threads must be at least 1, not " + decodeThreads);
        }
        if (maxDelay.isNegative()) {
            throw new IllegalArgumentException("the batch delay must not be negative, but is " + maxDelay);
        }
    }
}
