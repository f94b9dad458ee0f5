package io.actionstream.synthetic.person;

import io.actionstream.synthetic.scene.Vec;
import io.actionstream.synthetic.scene.Viewpoint;
import io.actionstream.synthetic.scene.Viewpoint.Spot;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Paints one body at one moment: limbs as thick lines, what is farther away first and darker. */
final class FigurePainter {
    private static final double HEAD = 0.062;
    /** So that an arm is seen before a shirt of its colour. */
    private static final double TORSO_LIGHT = 0.78;

    private final Body body;
    private final Outfit outfit;
    private final Viewpoint view;
    private final double seconds;
    private final List<Part> parts = new ArrayList<>();

    FigurePainter(Body body, Outfit outfit, Viewpoint view, double seconds) {
        this.body = body;
        this.outfit = outfit;
        this.view = view;
        this.seconds = seconds;
    }

    void paint(Graphics2D graphics) {
        addLeg(body.leftLeg());
        addLeg(body.rightLeg());
        addTorso();
        addArm(body.leftArm());
        addArm(body.rightArm());
        addHead();
        parts.sort(Comparator.comparingDouble(Part::nearness));
        parts.forEach(part -> part.paint(graphics));
    }

    private void addLeg(Body.Limb leg) {
        addLine(leg.end(), leg.tip(), 0.05, outfit.shoes());
        addLine(leg.middle(), leg.end(), 0.06, outfit.shins());
        addLine(leg.root(), leg.middle(), 0.085, outfit.trousers());
    }

    private void addArm(Body.Limb arm) {
        addLine(arm.end(), arm.tip(), 0.045, outfit.skin());
        addLine(arm.middle(), arm.end(), 0.042, outfit.sleeves());
        addLine(arm.root(), arm.middle(), 0.055, outfit.shirt());
    }

    private void addTorso() {
        addLine(body.leftLeg().root(), body.rightLeg().root(), 0.1, outfit.trousers());
        Path2D outline = new Path2D.Double();
        Spot corner = project(body.leftArm().root());
        outline.moveTo(corner.x(), corner.y());
        for (Vec next : List.of(
                body.rightArm().root(), body.rightLeg().root(), body.leftLeg().root())) {
            corner = project(next);
            outline.lineTo(corner.x(), corner.y());
        }
        outline.closePath();
        double nearness = project(body.chest().plus(body.hip()).times(0.5)).nearness();
        parts.add(new Part(nearness, outline, true, pixels(0.07), shade(light(outfit.shirt(), TORSO_LIGHT), nearness)));
    }

    private void addHead() {
        addLine(body.chest(), body.head(), 0.05, outfit.skin());
        addDisc(body.head().plus(new Vec(0, 0.014, -0.02)), HEAD + 0.006, outfit.hair());
        addDisc(body.head().plus(new Vec(0, -0.006, 0.025)), HEAD - 0.006, outfit.skin());
        if (outfit.longHair()) {
            addDisc(body.head().plus(new Vec(0, -0.06, -0.04)), HEAD, outfit.hair());
        }
    }

    private void addLine(Vec from, Vec to, double thickness, Color colour) {
        Spot start = project(from);
        Spot end = project(to);
        double nearness = (start.nearness() + end.nearness()) / 2;
        Line2D line = new Line2D.Double(start.x(), start.y(), end.x(), end.y());
        parts.add(new Part(nearness, line, false, pixels(thickness), shade(colour, nearness)));
    }

    private void addDisc(Vec centre, double radius, Color colour) {
        Spot middle = project(centre);
        double pixels = radius * view.scale();
        Ellipse2D disc = new Ellipse2D.Double(middle.x() - pixels, middle.y() - pixels, 2 * pixels, 2 * pixels);
        parts.add(new Part(middle.nearness(), disc, true, 0, shade(colour, middle.nearness())));
    }

    private Spot project(Vec joint) {
        return view.project(joint, seconds);
    }

    private double pixels(double thickness) {
        return thickness * outfit.bulk() * view.scale();
    }

    private static Color shade(Color colour, double nearness) {
        return light(colour, Math.max(0.7, Math.min(1.1, 0.95 + 0.6 * nearness)));
    }

    private static Color light(Color colour, double factor) {
        return new Color(
                (int) Math.min(255, colour.getRed() * factor), (int) Math.min(255, colour.getGreen() * factor), (int)
                        Math.min(255, colour.getBlue() * factor));
    }

    /** A shape to paint: filled or not, with a border of so many pixels. */
    private record Part(double nearness, Shape shape, boolean filled, double border, Color colour) {
        void paint(Graphics2D graphics) {
            graphics.setColor(colour);
            if (filled) {
                graphics.fill(shape);
            }
            if (border > 0) {
                graphics.setStroke(new BasicStroke((float) border, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
                graphics.draw(shape);
            }
        }
    }
}
