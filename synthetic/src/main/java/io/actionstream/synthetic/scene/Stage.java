package io.actionstream.synthetic.scene;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.List;
import java.util.function.Consumer;

/** A place before a camera, without people: what stands and moves there, the camera, the light. Immutable and endless. */
public final class Stage {
    private final SceneOptions scene;
    private final Background background;
    private final List<Distractor> distractors;
    private final Camera camera;
    private final Light light;
    private final Sensor sensor;

    /** Draws a place; equal seeds give the same one. */
    public Stage(long seed, SceneOptions scene) {
        this.scene = scene;
        this.background = Background.draw(new Draw(seed, "background"), scene);
        this.distractors = Distractor.draw(new Draw(seed, "distractors"), scene);
        this.camera = Camera.draw(new Draw(seed, "camera"), scene);
        this.light = Light.draw(new Draw(seed, "light"));
        this.sensor = Sensor.draw(new Draw(seed, "sensor"), seed);
    }

    /**
     * The picture at a time: {@link BufferedImage#TYPE_3BYTE_BGR}, of the scene's size.
     *
     * @param people paints who is there
     */
    public BufferedImage frame(long timestampMillis, Consumer<Graphics2D> people) {
        double seconds = timestampMillis / 1000.0;
        BufferedImage image = new BufferedImage(scene.width(), scene.height(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.setTransform(camera.at(seconds));
        background.paint(graphics);
        distractors.forEach(distractor -> distractor.paint(graphics, seconds));
        people.accept(graphics);
        graphics.dispose();
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        sensor.expose(pixels, pixels.length / scene.height(), light.curves(seconds), timestampMillis);
        return image;
    }
}
