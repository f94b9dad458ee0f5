package io.actionstream.synthetic.scene;

/**
 * The brightness and colour of the light.
 *
 * @param gain factor on brightness
 * @param gamma exponent of brightness
 * @param cast factor of each channel: blue, green, red
 * @param flicker change of the gain in time
 */
public record Light(double gain, double gamma, double[] cast, Wobble flicker) {

    public static Light draw(Draw draw) {
        return new Light(
                draw.between(0.8, 1.2),
                draw.between(0.7, 1.3),
                new double[] {draw.between(0.85, 1.1), draw.between(0.92, 1.06), draw.between(0.85, 1.1)},
                Wobble.draw(draw, 0.08, 0.3, 5));
    }

    /** For each channel, what becomes of each of its 256 values. */
    public int[][] curves(double seconds) {
        int[][] curves = new int[cast.length][256];
        for (int channel = 0; channel < cast.length; channel++) {
            double factor = 255 * gain * cast[channel] * (1 + flicker.at(seconds));
            for (int value = 0; value < 256; value++) {
                curves[channel][value] = (int) Math.min(255, factor * Math.pow(value / 255.0, gamma));
            }
        }
        return curves;
    }
}
