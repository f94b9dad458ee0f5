package io.actionstream.synthetic.scene;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;

/** Something that moves behind the person and means nothing: slides along, bobs up and down. */
public record Distractor(
        Color colour, boolean round, int width, int height, double x, double y, double speed, Wobble bob) {

    /** None, most often. */
    public static List<Distractor> draw(Draw draw, SceneOptions scene) {
        List<Distractor> distractors = new ArrayList<>();
        while (distractors.size() < 3 && draw.chance(0.25)) {
            distractors.add(new Distractor(
                    draw.paint(),
                    draw.chance(0.4),
                    (int) (scene.width() * draw.between(0.04, 0.2)),
                    (int) (scene.height() * draw.between(0.08, 0.35)),
                    scene.width() * draw.between(-0.2, 1.1),
                    scene.height() * draw.between(0.1, 0.7),
                    scene.width() * draw.between(-0.12, 0.12),
                    Wobble.draw(draw, scene.height() * 0.08, 0.1, 0.8)));
        }
        return List.copyOf(distractors);
    }

    public void paint(Graphics2D graphics, double seconds) {
        int left = (int) Math.round(x + speed * seconds);
        int top = (int) Math.round(y + bob.at(seconds));
        graphics.setColor(colour);
        if (round) {
            graphics.fillOval(left, top, width, height);
        } else {
            graphics.fillRect(left, top, width, height);
        }
    }
}
