package io.actionstream.kernels.norm;

/** The factor and the addend of a norm, by channel. */
public record ScaleShift(float[] scale, float[] shift) {

    /** Channels. */
    public int channels() {
        return scale.length;
    }
}
