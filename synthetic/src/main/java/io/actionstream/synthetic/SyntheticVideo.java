package io.actionstream.synthetic;

import io.actionstream.synthetic.person.Activity;
import io.actionstream.synthetic.person.Actor;
import io.actionstream.synthetic.scene.SceneOptions;
import io.actionstream.synthetic.scene.Stage;
import java.awt.image.BufferedImage;

/**
 * A person doing one thing before a camera, drawn from seeds. The activity decides how the person moves and nothing
 * else: with equal seeds, person, speed, place, background, camera and light are the same for every action. Immutable,
 * endless, and safe for many threads.
 */
public final class SyntheticVideo {
    private final Activity activity;
    private final Actor actor;
    private final Stage stage;

    /** A person of their own in a scene of their own. */
    public SyntheticVideo(long seed, Activity activity, SceneOptions scene) {
        this(seed, seed, activity, scene);
    }

    /**
     * One of several videos of a person.
     *
     * @param personSeed decides on body and clothes
     * @param sceneSeed decides on everything else
     */
    public SyntheticVideo(long personSeed, long sceneSeed, Activity activity, SceneOptions scene) {
        this.activity = activity;
        this.actor = Actor.draw(personSeed, sceneSeed, scene);
        this.stage = new Stage(sceneSeed, scene);
    }

    /** The picture at a time: {@link BufferedImage#TYPE_3BYTE_BGR}, of the scene's size. */
    public BufferedImage frame(long timestampMillis) {
        return stage.frame(timestampMillis, graphics -> activity.paint(graphics, actor, timestampMillis / 1000.0));
    }
}
