package io.actionstream.model.synthetic;

import java.awt.Graphics2D;

/** One person: the same body and clothes whatever they do. */
record Person(Skeleton skeleton, Outfit outfit) {

    static Person draw(long seed) {
        return new Person(Skeleton.draw(new Draw(seed, "skeleton")), Outfit.draw(new Draw(seed, "outfit")));
    }

    void paint(Graphics2D graphics, Pose pose, Viewpoint view, double seconds) {
        new FigurePainter(skeleton.place(pose), outfit, view, seconds).paint(graphics);
    }
}
