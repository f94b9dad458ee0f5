package io.actionstream.training.data;

import io.actionstream.model.clip.ClipSpec;

/**
 * An affine change of RGB: contrast about mid-grey and brightness, then hue and saturation about each pixel's grey. Pure
 * black stays: it is what stands around a frame and after the end of a video.
 */
final class Colour {
    private static final double[] GREY = {0.299, 0.587, 0.114}; // ITU-R BT.601
    private static final double MID_GREY = 127.5;

    private final float[] matrix = new float[9]; // row-major
    private final float bias; // the same for all channels, as hue and saturation leave greys alone

    /**
     * A change of colour.
     *
     * @param contrast factor about mid-grey
     * @param brightness added, in grey levels
     * @param saturation factor about each pixel's grey; 0 leaves no colour
     * @param hue rotation about the axis of greys, in radians
     */
    Colour(double contrast, double brightness, double saturation, double hue) {
        bias = (float) (brightness + MID_GREY * (1 - contrast));
        double[] rotation = aroundGreys(hue);
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                double rotated = rotation[row * 3 + column];
                double greyOfRotated = 0;
                for (int k = 0; k < 3; k++) {
                    greyOfRotated += GREY[k] * rotation[k * 3 + column];
                }
                // the pixel's grey before the rotation, plus the colour after it
                double changed = GREY[column] + saturation * (rotated - greyOfRotated);
                matrix[row * 3 + column] = (float) (contrast * changed);
            }
        }
    }

    /** Rotation about (1, 1, 1) (Rodrigues' formula). */
    private static double[] aroundGreys(double angle) {
        double same = (1 + 2 * Math.cos(angle)) / 3;
        double before = (1 - Math.cos(angle)) / 3 - Math.sin(angle) / Math.sqrt(3);
        double after = (1 - Math.cos(angle)) / 3 + Math.sin(angle) / Math.sqrt(3);
        return new double[] {same, before, after, after, same, before, before, after, same};
    }

    void apply(byte[] rgb, int offset, int length) {
        for (int i = offset; i < offset + length; i += ClipSpec.CHANNELS) {
            if ((rgb[i] | rgb[i + 1] | rgb[i + 2]) == 0) {
                continue;
            }
            int r = rgb[i] & 0xff;
            int g = rgb[i + 1] & 0xff;
            int b = rgb[i + 2] & 0xff;
            rgb[i] = clamp(matrix[0] * r + matrix[1] * g + matrix[2] * b + bias);
            rgb[i + 1] = clamp(matrix[3] * r + matrix[4] * g + matrix[5] * b + bias);
            rgb[i + 2] = clamp(matrix[6] * r + matrix[7] * g + matrix[8] * b + bias);
        }
    }

    private static byte clamp(float value) {
        return (byte) Math.max(0, Math.min(255, (int) (value + 0.5f)));
    }
}
