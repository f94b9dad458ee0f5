package io.actionstream.synthetic.scene;

/**
 * A smooth wandering about 0: two sine waves.
 *
 * @param amplitude the most it can reach
 * @param hertz frequency of the slower wave
 * @param shift where both start, in radians
 */
public record Wobble(double amplitude, double hertz, double shift) {
    /** Irrational, so that the two waves never repeat together. */
    private static final double FASTER = 2.618;

    public static Wobble draw(Draw draw, double maxAmplitude, double minHertz, double maxHertz) {
        return new Wobble(
                draw.between(0, maxAmplitude), draw.between(minHertz, maxHertz), draw.between(0, 2 * Math.PI));
    }

    public double at(double seconds) {
        double angle = 2 * Math.PI * hertz * seconds;
        return amplitude * (0.65 * Math.sin(angle + shift) + 0.35 * Math.sin(FASTER * angle + 2 * shift));
    }
}
