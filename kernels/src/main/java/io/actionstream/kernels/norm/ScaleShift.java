package io.actionstream.kernels.norm;

/** What a norm multiplies with and adds, by channel. */
public record ScaleShift(float[] scale, float[] shift) {

    int channels() {
        return scale.length;
    }
}
