package io.actionstream.synthetic.scene;

import java.awt.Color;
import java.util.SplittableRandom;

/** Draws of a seeded source of chance. Each purpose has a source of its own, so that one never shifts another. */
public final class Draw {
    private final SplittableRandom random;

    public Draw(long seed, String purpose) {
        this.random =
                new SplittableRandom(new SplittableRandom(seed).nextLong() ^ purpose.hashCode() * 0x9E3779B97F4A7C15L);
    }

    public double between(double least, double most) {
        return least + random.nextDouble() * (most - least);
    }

    /** Any whole number. */
    public long number() {
        return random.nextLong();
    }

    /** A whole number from 0 to {@code bound} - 1. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** An angle within so many degrees of 0, in radians. */
    double within(double degrees) {
        return Math.toRadians(between(-degrees, degrees));
    }

    /** Any hue, dull: what stands behind a person does not outshine them. */
    Color paint() {
        return colour(0.45, 0.06, 0.32);
    }

    /** Any hue, as bright as cloth in the light. */
    public Color cloth() {
        return colour(0.85, 0.6, 1);
    }

    private Color colour(double purest, double darkest, double brightest) {
        return Color.getHSBColor(
                (float) random.nextDouble(), (float) between(0, purest), (float) between(darkest, brightest));
    }

    /** One of several, each as likely. */
    public <T> T oneOf(T[] choices) {
        return choices[below(choices.length)];
    }
}
