package io.actionstream.bench.network;

/** Measures differences between arrays. */
final class Differences {
    private Differences() {}

    /** The largest difference of two elements. */
    static double largest(float[] a, float[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }

    /** The largest element, whatever its sign. */
    static double largest(float[] values) {
        return largest(values, new float[values.length]);
    }
}
