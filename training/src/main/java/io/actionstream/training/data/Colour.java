package io.actionstream.training.data;

import io.actionstream.model.clip.ClipSpec;

/**
 * A change of contrast about mid-grey, of brightness, and of saturation about each pixel's grey. Pure black stays:
 * it is what stands around a frame and after the end of a video.
 *
 * @param contrast factor about mid-grey
 * @param brightness added, in grey levels
 * @param saturation factor about each pixel's grey
 */
record Colour(double contrast, double brightness, double saturation) {

    void apply(byte[] rgb, int offset, int length) {
        if (contrast == 1 && brightness == 0 && saturation == 1) {
            return;
        }
        float gain = (float) contrast;
        float bias = (float) (brightness + 127.5 * (1 - contrast));
        float colourful = (float) saturation;
        for (int i = offset; i < offset + length; i += ClipSpec.CHANNELS) {
            if ((rgb[i] | rgb[i + 1] | rgb[i + 2]) == 0) {
                continue;
            }
            float r = gain * (rgb[i] & 0xff) + bias;
            float g = gain * (rgb[i + 1] & 0xff) + bias;
            float b = gain * (rgb[i + 2] & 0xff) + bias;
            float grey = 0.299f * r + 0.587f * g + 0.114f * b;
            rgb[i] = clamp(grey + colourful * (r - grey));
            rgb[i + 1] = clamp(grey + colourful * (g - grey));
            rgb[i + 2] = clamp(grey + colourful * (b - grey));
        }
    }

    private static byte clamp(float value) {
        return (byte) Math.max(0, Math.min(255, (int) (value + 0.5f)));
    }
}
