package io.actionstream.training.data;

import io.actionstream.media.image.RgbImage;
import io.actionstream.media.video.VideoException;
import io.actionstream.media.video.VideoReader;

/** Turns a decoded frame into a sample of the network's size. The same one is used for every frame of a clip. */
@FunctionalInterface
public interface FrameTransform {

    /**
     * Transforms one frame.
     *
     * @param frame of any size
     * @param target receives (height, width, RGB) as uint8
     * @param offset of the sample's first byte in {@code target}
     */
    void apply(RgbImage frame, byte[] target, int offset);

    /** Transforms the reader's current frame. */
    default void apply(VideoReader reader, byte[] target, int offset) throws VideoException {
        apply(reader.image(), target, offset);
    }
}
