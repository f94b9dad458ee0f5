package io.actionstream.synthetic.scene;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** A still room or landscape, painted once, larger than the picture so that the camera may move. */
public final class Background {
    /** The part that is painted beyond each edge of the picture, as a share of its side. */
    private static final double MARGIN = 0.25;

    private final BufferedImage image;
    private final int left;
    private final int top;

    private Background(BufferedImage image, int left, int top) {
        this.image = image;
        this.left = left;
        this.top = top;
    }

    public static Background draw(Draw draw, SceneOptions scene) {
        int left = (int) (scene.width() * MARGIN);
        int top = (int) (scene.height() * MARGIN);
        BufferedImage image =
                new BufferedImage(scene.width() + 2 * left, scene.height() + 2 * top, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        paint(draw, graphics, image.getWidth(), image.getHeight());
        graphics.dispose();
        return new Background(image, left, top);
    }

    private static void paint(Draw draw, Graphics2D graphics, int width, int height) {
        graphics.setPaint(new GradientPaint(0, 0, draw.paint(), width, height, draw.paint()));
        graphics.fillRect(0, 0, width, height);
        int horizon = (int) (height * draw.between(0.45, 0.75));
        draw.oneOf(Pattern.values()).paint(draw, graphics, width, horizon);
        graphics.setColor(draw.paint());
        graphics.fillRect(0, horizon, width, height);
        int things = draw.below(6);
        for (int i = 0; i < things; i++) {
            paintThing(draw, graphics, width, horizon);
        }
        paintTexture(draw, graphics, width, height);
    }

    /** A box or a ball standing about the horizon, or hanging above it. */
    private static void paintThing(Draw draw, Graphics2D graphics, int width, int horizon) {
        int w = (int) (width * draw.between(0.04, 0.3));
        int h = (int) (horizon * draw.between(0.1, 0.7));
        int x = (int) draw.between(-w / 2.0, width - w / 2.0);
        int y = draw.chance(0.6) ? horizon - h + (int) (h * draw.between(0, 0.3)) : draw.below(horizon);
        graphics.setColor(draw.paint());
        if (draw.chance(0.75)) {
            graphics.fillRect(x, y, w, h);
        } else {
            graphics.fillOval(x, y, w, h);
        }
    }

    /** Cloudy spots of light and dark, coarse or fine. */
    private static void paintTexture(Draw draw, Graphics2D graphics, int width, int height) {
        int columns = (int) draw.between(6, 90);
        int rows = (int) draw.between(6, 70);
        int strength = (int) draw.between(0, 24);
        BufferedImage spots = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                int grey = draw.chance(0.5) ? 0 : 255;
                int alpha = (int) draw.between(0, strength + 1);
                spots.setRGB(x, y, new Color(grey, grey, grey, alpha).getRGB());
            }
        }
        graphics.drawImage(spots, 0, 0, width, height, null);
    }

    public void paint(Graphics2D graphics) {
        graphics.drawImage(image, -left, -top, null);
    }

    /** The cover of the wall. */
    private enum Pattern {
        PLAIN,
        STRIPES,
        PLANKS,
        TILES;

        public void paint(Draw draw, Graphics2D graphics, int width, int height) {
            if (this == PLAIN) {
                return;
            }
            int period = (int) (height * draw.between(0.06, 0.35));
            int wide = this == PLANKS ? width : Math.max(1, (int) (period * draw.between(0.2, 0.8)));
            int high = this == STRIPES ? height : Math.max(1, (int) (period * draw.between(0.2, 0.8)));
            graphics.setColor(draw.paint());
            for (int y = 0; y < height; y += this == STRIPES ? height : period) {
                for (int x = 0; x < width; x += this == PLANKS ? width : period) {
                    graphics.fillRect(x, y, wide, high);
                }
            }
        }
    }
}
