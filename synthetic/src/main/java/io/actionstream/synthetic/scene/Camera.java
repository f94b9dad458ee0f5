package io.actionstream.synthetic.scene;

import java.awt.geom.AffineTransform;

/**
 * The movements of the camera: a slow pan and zoom, and a hand that shakes.
 *
 * @param panX slow movement aside, in pixels
 * @param panY slow movement up and down, in pixels
 * @param shakeX quick movement aside, in pixels
 * @param shakeY quick movement up and down, in pixels
 * @param zoom slow change of the scale, about 1
 * @param roll slow turn about the line of sight, in radians
 */
public record Camera(
        SceneOptions scene, Wobble panX, Wobble panY, Wobble shakeX, Wobble shakeY, Wobble zoom, Wobble roll) {

    public static Camera draw(Draw draw, SceneOptions scene) {
        double shake = draw.chance(0.5) ? 0.008 * scene.height() : 0;
        return new Camera(
                scene,
                Wobble.draw(draw, 0.025 * scene.width(), 0.02, 0.12),
                Wobble.draw(draw, 0.015 * scene.height(), 0.02, 0.12),
                Wobble.draw(draw, shake, 1, 4),
                Wobble.draw(draw, shake, 1, 4),
                Wobble.draw(draw, 0.04, 0.02, 0.15),
                Wobble.draw(draw, Math.toRadians(1.5), 0.05, 0.3));
    }

    /** From the scene to the picture. */
    public AffineTransform at(double seconds) {
        AffineTransform transform = AffineTransform.getTranslateInstance(
                scene.width() / 2.0 + panX.at(seconds) + shakeX.at(seconds),
                scene.height() / 2.0 + panY.at(seconds) + shakeY.at(seconds));
        transform.rotate(roll.at(seconds));
        transform.scale(1 + zoom.at(seconds), 1 + zoom.at(seconds));
        transform.translate(-scene.width() / 2.0, -scene.height() / 2.0);
        return transform;
    }
}
