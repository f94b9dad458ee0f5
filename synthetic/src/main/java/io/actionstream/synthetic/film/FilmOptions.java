package io.actionstream.synthetic.film;

import io.actionstream.synthetic.scene.SceneOptions;

/**
 * The choice of films to generate.
 *
 * @param films how many
 * @param seed decides on everything that is drawn
 * @param minutes length of each
 * @param frameRate frames a second
 * @param scene size of the picture
 * @param threads how many films are made at a time
 * @param idle true when nobody does any action in them
 */
public record FilmOptions(
        int films, long seed, double minutes, double frameRate, SceneOptions scene, int threads, boolean idle) {

    public FilmOptions {
        requireBetween("films", films, 1, 10_000);
        requireBetween("minutes", minutes, 0.1, 24 * 60);
        requireBetween("frame rate", frameRate, 1, 240);
        requireBetween("threads", threads, 1, 1024);
    }

    /** Length of a film, in milliseconds. */
    long millis() {
        return Math.round(minutes * 60_000);
    }

    private static void requireBetween(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    "films: " + name + " must be between " + least + " and " + most + ", not " + value);
        }
    }
}
