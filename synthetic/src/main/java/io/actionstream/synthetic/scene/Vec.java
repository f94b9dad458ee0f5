package io.actionstream.synthetic.scene;

/** A point or direction: x to the person's left, y up, z ahead of the person; lengths in body heights. */
public record Vec(double x, double y, double z) {
    static final Vec ZERO = new Vec(0, 0, 0);

    public Vec plus(Vec other) {
        return new Vec(x + other.x, y + other.y, z + other.z);
    }

    public Vec times(double factor) {
        return new Vec(x * factor, y * factor, z * factor);
    }

    public Vec unit() {
        return times(1 / Math.max(1e-9, Math.sqrt(x * x + y * y + z * z)));
    }

    /** The same on the other side of the body. */
    public Vec mirrored() {
        return new Vec(-x, y, z);
    }

    /** Turned about the vertical axis. */
    Vec yawed(double radians) {
        double cos = Math.cos(radians);
        double sin = Math.sin(radians);
        return new Vec(cos * x + sin * z, y, cos * z - sin * x);
    }

    /** Seen from above by an angle. */
    Vec pitched(double radians) {
        double cos = Math.cos(radians);
        double sin = Math.sin(radians);
        return new Vec(x, cos * y - sin * z, cos * z + sin * y);
    }
}
