package io.actionstream.training.data;

import org.bytedeco.opencv.opencv_core.Mat;

/** Turns a decoded frame into a sample of the network's size. The same one is used for every frame of a clip. */
@FunctionalInterface
public interface FrameTransform {

    /**
     * Transforms one frame.
     *
     * @param bgr (rows, columns, BGR) as uint8
     * @param target receives (height, width, RGB) as uint8
     * @param offset of the sample's first byte in {@code target}
     */
    void apply(Mat bgr, byte[] target, int offset);
}
