package io.actionstream.training.data;

import io.actionstream.model.image.RgbImage;

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
}
