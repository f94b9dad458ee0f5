package io.actionstream.synthetic.film;

import io.actionstream.synthetic.person.Activity;
import io.actionstream.synthetic.person.Actor;
import io.actionstream.synthetic.person.Idling;
import io.actionstream.synthetic.person.SyntheticAction;
import io.actionstream.synthetic.scene.Draw;
import io.actionstream.synthetic.scene.SceneOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws what goes on in a film: idle time, then one to three actions of the same person in a row, and so on, idle at both
 * ends.
 */
final class Script {
    /** Lengths of scenes, in milliseconds. */
    private static final long SHORTEST_ACTION = 12_000;

    private static final long LONGEST_ACTION = 45_000;
    private static final long SHORTEST_IDLE = 6_000;
    private static final long LONGEST_IDLE = 40_000;

    private static final int MOST_IN_A_ROW = 3;

    private final Draw draw;
    private final SceneOptions scene;
    private final long length;
    private final List<FilmScene> scenes = new ArrayList<>();

    private Script(long seed, SceneOptions scene, long length) {
        this.draw = new Draw(seed, "script");
        this.scene = scene;
        this.length = length;
    }

    /**
     * Draws the scenes of a film.
     *
     * @param length of the film, in milliseconds
     * @param idle true when nobody does any action
     */
    static List<FilmScene> draw(long seed, SceneOptions scene, long length, boolean idle) {
        Script script = new Script(seed, scene, length);
        script.idle();
        while (script.left() > 0) {
            if (!idle) {
                script.actions();
            }
            script.idle();
        }
        return List.copyOf(script.scenes);
    }

    private void idle() {
        add(draw.oneOf(Idling.values()), actor(), draw.between(SHORTEST_IDLE, LONGEST_IDLE));
    }

    /** Actions for which there is time before the last idle scene; neighbours are never alike. */
    private void actions() {
        Actor actor = actor();
        int inARow = 1 + draw.below(MOST_IN_A_ROW);
        for (int i = 0; i < inARow; i++) {
            double millis = draw.between(SHORTEST_ACTION, LONGEST_ACTION);
            SyntheticAction action = draw.oneOf(SyntheticAction.values());
            boolean repeats = scenes.get(scenes.size() - 1).activity() == action;
            if (!repeats && millis + SHORTEST_IDLE <= left()) {
                add(action, actor, millis);
            }
        }
    }

    private Actor actor() {
        long seed = draw.number();
        return Actor.draw(seed, seed, scene);
    }

    private void add(Activity activity, Actor actor, double millis) {
        long start = length - left();
        scenes.add(new FilmScene(start, Math.min(length, start + Math.round(millis)), activity, actor));
    }

    private long left() {
        return scenes.isEmpty()
                ? length
                : length - scenes.get(scenes.size() - 1).end();
    }
}
