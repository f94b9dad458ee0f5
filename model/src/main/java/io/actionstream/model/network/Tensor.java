package io.actionstream.model.network;

import java.util.Arrays;

/**
 * A float32 tensor in host memory.
 *
 * @param shape lengths of its dimensions
 * @param values its elements, row-major
 */
public record Tensor(long[] shape, float[] values) {

    public Tensor {
        if (size(shape) != values.length) {
            throw new IllegalArgumentException(
                    "shape " + Arrays.toString(shape) + " does not hold " + values.length + " values");
        }
    }

    /** True when every element is a number, and none is infinite. */
    public boolean isFinite() {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    /** The same with every element divided. */
    public Tensor dividedBy(double divisor) {
        float[] quotients = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            quotients[i] = (float) (values[i] / divisor);
        }
        return new Tensor(shape, quotients);
    }

    /** The number of elements of a shape. */
    public static long size(long... shape) {
        long size = 1;
        for (long length : shape) {
            size = Math.multiplyExact(size, length);
        }
        return size;
    }
}
