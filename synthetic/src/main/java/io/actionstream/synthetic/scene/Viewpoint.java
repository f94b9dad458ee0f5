package io.actionstream.synthetic.scene;

/**
 * The place of a person in the picture, and the direction in which they face.
 *
 * @param x of the feet, in pixels from the left
 * @param y of the feet, in pixels from the top
 * @param scale pixels of a body height
 * @param yaw 0 faces the camera, in radians
 * @param pitch how far the camera looks down, in radians
 * @param mirrored whether left and right are exchanged
 * @param sway drifting of the whole body, in body heights
 */
public record Viewpoint(double x, double y, double scale, double yaw, double pitch, boolean mirrored, Wobble sway) {
    private static final double PERSPECTIVE = 0.2;
    private static final double REACH_UP = 1.22;
    private static final double REACH_ASIDE = 0.5;
    private static final double ASIDE = Math.toRadians(75);

    public static Viewpoint draw(Draw draw, SceneOptions scene) {
        double size = draw.between(0.66, 0.82);
        double lowest = Math.min(0.97, size * REACH_UP);
        double aside = Math.max(0.04, 0.5 - size * REACH_ASIDE * scene.height() / scene.width());
        double yaw = Math.toRadians(draw.between(15, 48));
        return new Viewpoint(
                scene.width() * (0.5 + draw.between(-aside, aside)),
                scene.height() * draw.between(Math.max(0.75, lowest), 0.97),
                scene.height() * size,
                draw.chance(0.5) ? yaw : -yaw,
                Math.toRadians(draw.between(0, 10)),
                draw.chance(0.5),
                Wobble.draw(draw, 0.03, 0.05, 0.3));
    }

    /**
     * The same for somebody who walks through the picture.
     *
     * @param newX of the feet, in pixels from the left; beside the picture, too
     */
    public Viewpoint walkingAt(double newX, boolean toTheRight) {
        return new Viewpoint(newX, y, scale, toTheRight ? ASIDE : -ASIDE, pitch, mirrored, sway);
    }

    /** A joint in the picture. */
    public Spot project(Vec joint, double seconds) {
        Vec moved = (mirrored ? joint.mirrored() : joint).plus(new Vec(sway.at(seconds), 0, 0));
        Vec seen = moved.yawed(yaw).pitched(pitch);
        double perspective = scale / (1 - PERSPECTIVE * seen.z());
        return new Spot(x + perspective * seen.x(), y - perspective * seen.y(), seen.z());
    }

    /**
     * A point of the picture.
     *
     * @param x pixels from the left
     * @param y pixels from the top
     * @param nearness grows towards the camera, in body heights
     */
    public record Spot(double x, double y, double nearness) {}
}
