package io.actionstream.bench.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import io.actionstream.bench.report.InterleavedRuns;
import java.util.Arrays;
import java.util.Map;

/** The highest rates of the processor. */
final class Peak {
    private static final int MATRIX = 2048;
    private static final int IMAGES = 8;
    private static final int SIDE = 56;
    private static final int CHANNELS = 128;

    private Peak() {}

    /** The most GFLOP/s that a large matrix product or a 3x3 convolution of 128 channels reaches. */
    static double gigaflops(NDManager manager) {
        try (NDManager operands = manager.newSubManager()) {
            NDArray matrix = operands.ones(new Shape(MATRIX, MATRIX));
            NDArray images =
                    operands.ones(new Shape(IMAGES, SIDE, SIDE, CHANNELS)).transpose(0, 3, 1, 2);
            NDArray kernels = operands.ones(new Shape(CHANNELS, CHANNELS, 3, 3));
            NDArray bias = operands.ones(new Shape(CHANNELS));
            Shape one = new Shape(1, 1);
            Map<String, Double> millis = new InterleavedRuns()
                    .add("matrix", () -> matrix.matMul(matrix).close())
                    .add(
                            "convolution",
                            () -> Conv2d.conv2d(images, kernels, bias, one, one, one)
                                    .close())
                    .medianMillis(3, 9);
            double product = 2e-9 * MATRIX * MATRIX * MATRIX;
            double convolution = 2e-9 * IMAGES * SIDE * SIDE * CHANNELS * CHANNELS * 9;
            double[] rates = {
                product / millis.get("matrix") * 1e3, convolution / millis.get("convolution") * 1e3,
            };
            return Arrays.stream(rates).max().orElseThrow();
        }
    }
}
