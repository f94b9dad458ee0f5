package io.actionstream.synthetic.film;

import io.actionstream.synthetic.scene.SceneOptions;
import io.actionstream.synthetic.scene.Stage;
import java.awt.image.BufferedImage;
import java.util.List;

/** A long video of one place, drawn from a seed. Immutable and safe for many threads. */
public final class Film {
    private final Stage stage;
    private final List<FilmScene> scenes;

    /**
     * Draws a film.
     *
     * @param length in milliseconds
     * @param idle true when nobody does any action
     */
    public Film(long seed, SceneOptions scene, long length, boolean idle) {
        this.stage = new Stage(seed, scene);
        this.scenes = Script.draw(seed, scene, length, idle);
    }

    /** The actions that it shows, in order. */
    public List<TrueSegment> truths() {
        return scenes.stream()
                .filter(scene -> !scene.isIdle())
                .map(scene -> new TrueSegment(
                        scene.start(), scene.end(), scene.activity().label()))
                .toList();
    }

    /** The scenes in order; each begins where the one before it ends. */
    List<FilmScene> scenes() {
        return scenes;
    }

    /** The picture at a time: {@link BufferedImage#TYPE_3BYTE_BGR}, of the scene's size. */
    public BufferedImage frame(long timestampMillis) {
        FilmScene shown = at(timestampMillis);
        return stage.frame(
                timestampMillis, graphics -> shown.activity().paint(graphics, shown.actor(), timestampMillis / 1000.0));
    }

    private FilmScene at(long timestampMillis) {
        return scenes.stream()
                .filter(scene -> timestampMillis < scene.end())
                .findFirst()
                .orElseGet(() -> scenes.get(scenes.size() - 1));
    }
}
