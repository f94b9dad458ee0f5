package io.actionstream.synthetic.person;

import io.actionstream.synthetic.scene.Draw;
import io.actionstream.synthetic.scene.SceneOptions;
import io.actionstream.synthetic.scene.Viewpoint;
import java.awt.Graphics2D;

/**
 * A person in a scene.
 *
 * @param person body and clothes
 * @param performance how the person moves, whatever the activity is
 * @param view where the person stands
 * @param pictureWidth columns of the picture, which somebody who walks through it crosses
 */
public record Actor(Person person, Performance performance, Viewpoint view, int pictureWidth) {
    /** The reach of a walker's arms and legs into the picture when the body is beside it, in body heights. */
    private static final double REACH = 0.5;

    /** Body heights a second. */
    private static final double WALKING_SPEED = 0.55;

    /**
     * Draws a person in a scene.
     *
     * @param personSeed decides on body and clothes
     * @param sceneSeed decides on everything else
     */
    public static Actor draw(long personSeed, long sceneSeed, SceneOptions scene) {
        return new Actor(
                Person.draw(personSeed),
                Performance.draw(new Draw(sceneSeed, "performance")),
                Viewpoint.draw(new Draw(sceneSeed, "viewpoint"), scene),
                scene.width());
    }

    /** Moves where the person stands. */
    void paint(Graphics2D graphics, Motion motion, double seconds) {
        person.paint(graphics, performance.pose(motion, seconds), view, seconds);
    }

    /** Moves slowly where the person stands: at a fraction of the speed of an action. */
    void paintSlowly(Graphics2D graphics, Motion motion, double slowness, double seconds) {
        person.paint(graphics, performance.pose(motion, seconds / slowness), view, seconds);
    }

    /** Walks through the picture from left to right, is away for a while, and comes back. */
    void paintWalking(Graphics2D graphics, Motion motion, double seconds) {
        double margin = REACH * view.scale();
        double path = pictureWidth + 4 * margin;
        double walked = (performance.start() * 2 * path + WALKING_SPEED * view.scale() * seconds) % (2 * path);
        boolean toTheRight = walked < path;
        double x = toTheRight ? walked - margin : pictureWidth + margin - (walked - path);
        person.paint(graphics, performance.pose(motion, seconds), view.walkingAt(x, toTheRight), seconds);
    }
}
