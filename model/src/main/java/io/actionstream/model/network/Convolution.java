package io.actionstream.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;

/**
 * A convolution over space or over time with bias and 'same' zero padding.
 *
 * <p>Both run as a 2-D convolution over a view of one channels-last buffer, which PyTorch does many times faster than
 * {@code conv3d} with the same kernel: over space the batch is every frame, over time the image is (time, pixels). Takes
 * and gives (B, T, H, W, C).
 */
final class Convolution {
    private static final Shape ONE = new Shape(1, 1);

    private final NDArray weight; // (O, I, kt, kh, kw)
    private final NDArray bias; // (O)

    Convolution(Parameters parameters, String name) {
        weight = parameters.get(name + ".weight");
        bias = parameters.get(name + ".bias");
    }

    NDArray forward(NDArray x) {
        return weight.getShape().get(2) == 1 ? overSpace(x) : overTime(x);
    }

    private NDArray overSpace(NDArray x) {
        Shape in = x.getShape();
        Shape kernel = weight.getShape();
        NDArray images = x.reshape(in.get(0) * in.get(1), in.get(2), in.get(3), in.get(4)); // (B*T, H, W, C)
        NDArray kernels = weight.reshape(kernel.get(0), kernel.get(1), kernel.get(3), kernel.get(4));
        Shape padding = new Shape(kernel.get(3) / 2, kernel.get(4) / 2);
        return convolve(images, kernels, padding).reshape(withChannels(in, kernel.get(0)));
    }

    private NDArray overTime(NDArray x) {
        Shape in = x.getShape();
        Shape kernel = weight.getShape();
        NDArray images = x.reshape(in.get(0), in.get(1), in.get(2) * in.get(3), in.get(4)); // (B, T, H*W, C)
        NDArray kernels = weight.reshape(kernel.get(0), kernel.get(1), kernel.get(2), 1);
        Shape padding = new Shape(kernel.get(2) / 2, 0);
        return convolve(images, kernels, padding).reshape(withChannels(in, kernel.get(0)));
    }

    private NDArray convolve(NDArray images, NDArray kernels, Shape padding) {
        NDArray channelsFirst = images.transpose(0, 3, 1, 2); // a view: the memory stays channels-last
        return Conv2d.conv2d(channelsFirst, kernels, bias, ONE, padding, ONE)
                .singletonOrThrow()
                .transpose(0, 2, 3, 1);
    }

    private static Shape withChannels(Shape shape, long channels) {
        return new Shape(shape.get(0), shape.get(1), shape.get(2), shape.get(3), channels);
    }
}
