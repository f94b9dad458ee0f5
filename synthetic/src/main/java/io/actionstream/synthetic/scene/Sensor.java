package io.actionstream.synthetic.scene;

import java.util.Random;

/**
 * A camera's sensor, which blurs the light that it gets, and adds noise.
 *
 * @param blur weight of a pixel's neighbours, 0 to 85 of 256
 * @param noise standard deviation, in 8-bit steps
 * @param seed of the noise
 */
public record Sensor(int blur, double noise, long seed) {
    /** Normal deviates of standard deviation {@value #DEVIATION}, read from anywhere on. */
    private static final byte[] NOISE = new byte[1 << 17];

    private static final int DEVIATION = 32;
    private static final int CHANNELS = 3;

    static {
        Random random = new Random(1);
        for (int i = 0; i < NOISE.length; i++) {
            NOISE[i] = (byte) Math.max(-127, Math.min(127, DEVIATION * random.nextGaussian()));
        }
    }

    public static Sensor draw(Draw draw, long seed) {
        return new Sensor(draw.chance(0.4) ? 10 + draw.below(75) : 0, draw.between(0, 5), seed);
    }

    /**
     * Exposes a picture in place.
     *
     * @param pixels (height, width, BGR)
     * @param rowBytes of one row
     * @param curves what the light does to each channel's values
     */
    public void expose(byte[] pixels, int rowBytes, int[][] curves, long timestampMillis) {
        if (blur > 0) {
            mix(pixels, CHANNELS);
            mix(pixels, rowBytes);
        }
        int offset = new Random(seed + timestampMillis).nextInt(NOISE.length);
        int strength = (int) Math.round(256 * noise / DEVIATION);
        for (int channel = 0; channel < CHANNELS; channel++) {
            int[] curve = curves[channel];
            for (int i = channel; i < pixels.length; i += CHANNELS) {
                int grain = NOISE[(i + offset) & (NOISE.length - 1)] * strength >> 8;
                pixels[i] = (byte) Math.max(0, Math.min(255, curve[pixels[i] & 0xFF] + grain));
            }
        }
    }

    /** Mixes each byte with the ones {@code step} before, already mixed, and after. */
    private void mix(byte[] pixels, int step) {
        int self = 256 - 2 * blur;
        for (int i = step; i < pixels.length - step; i++) {
            int neighbours = (pixels[i - step] & 0xFF) + (pixels[i + step] & 0xFF);
            pixels[i] = (byte) (self * (pixels[i] & 0xFF) + blur * neighbours >> 8);
        }
    }
}
