package io.actionstream.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;

/**
 * A convolution over space or over time with bias and 'same' zero padding.
 *
 * <p>Both run as a 2-D convolution over a view of one channels-last buffer, which PyTorch does many times faster than
 * {@code conv3d} with the same kernel: over space the batch is every frame, over time the image is (time, pixels).
 */
final class Convolution {
    private static final Shape ONE = new Shape(1, 1);

    private final NDArray weight; // (O, I, kt, kh, kw)
    private final NDArray bias; // (O)

    Convolution(Parameters parameters, String name) {
        weight = parameters.get(name + ".weight");
        bias = parameters.get(name + ".bias");
    }

    /** Takes and gives (B, T, H, W, C). */
    NDArray forward(NDArray x) {
        return weight.getShape().get(2) == 1 ? overSpace(x) : overTime(x);
    }

    private NDArray overSpace(NDArray x) {
        Shape shape = x.getShape();
        long frames = shape.get(0) * shape.get(1);
        long kernel = weight.getShape().get(3);
        NDArray images = x.reshape(frames, shape.get(2), shape.get(3), shape.get(4)); // (B*T, H, W, C)
        NDArray kernels =
                weight.reshape(weight.getShape().get(0), weight.getShape().get(1), kernel, kernel);
        return convolve(images, kernels, new Shape(kernel / 2, kernel / 2)).reshape(withChannels(shape));
    }

    private NDArray overTime(NDArray x) {
        Shape shape = x.getShape();
        long pixels = shape.get(2) * shape.get(3);
        long kernel = weight.getShape().get(2);
        NDArray images = x.reshape(shape.get(0), shape.get(1), pixels, shape.get(4)); // (B, T, H*W, C)
        NDArray kernels =
                weight.reshape(weight.getShape().get(0), weight.getShape().get(1), kernel, 1);
        return convolve(images, kernels, new Shape(kernel / 2, 0)).reshape(withChannels(shape));
    }

    private NDArray convolve(NDArray images, NDArray kernels, Shape padding) {
        NDArray channelsFirst = images.transpose(0, 3, 1, 2); // a view: the memory stays channels-last
        return Conv2d.conv2d(channelsFirst, kernels, bias, ONE, padding, ONE)
                .singletonOrThrow()
                .transpose(0, 2, 3, 1);
    }

    private Shape withChannels(Shape shape) {
        return new Shape(
                shape.get(0),
                shape.get(1),
                shape.get(2),
                shape.get(3),
                weight.getShape().get(0));
    }
}
