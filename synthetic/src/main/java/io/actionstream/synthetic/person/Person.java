package io.actionstream.synthetic.person;

import io.actionstream.synthetic.scene.Draw;
import io.actionstream.synthetic.scene.Viewpoint;
import java.awt.Graphics2D;

/** One person: the same body and clothes whatever they do. */
public record Person(Skeleton skeleton, Outfit outfit) {

    public static Person draw(long seed) {
        return new Person(Skeleton.draw(new Draw(seed, "skeleton")), Outfit.draw(new Draw(seed, "outfit")));
    }

    public void paint(Graphics2D graphics, Pose pose, Viewpoint view, double seconds) {
        new FigurePainter(skeleton.place(pose), outfit, view, seconds).paint(graphics);
    }
}
