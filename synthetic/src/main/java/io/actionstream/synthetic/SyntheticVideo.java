package io.actionstream.synthetic;

import io.actionstream.synthetic.person.Performance;
import io.actionstream.synthetic.person.Person;
import io.actionstream.synthetic.person.SyntheticAction;
import io.actionstream.synthetic.scene.Background;
import io.actionstream.synthetic.scene.Camera;
import io.actionstream.synthetic.scene.Distractor;
import io.actionstream.synthetic.scene.Draw;
import io.actionstream.synthetic.scene.Light;
import io.actionstream.synthetic.scene.SceneOptions;
import io.actionstream.synthetic.scene.Sensor;
import io.actionstream.synthetic.scene.Viewpoint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.List;

/**
 * A person doing one action before a camera, drawn from seeds. The action decides how the person moves and nothing
 * else: with equal seeds, person, speed, place, background, camera and light are the same for every action. Immutable,
 * endless, and safe for many threads.
 */
public final class SyntheticVideo {
    private final SyntheticAction action;
    private final SceneOptions scene;
    private final Person person;
    private final Performance performance;
    private final Viewpoint view;
    private final Background background;
    private final List<Distractor> distractors;
    private final Camera camera;
    private final Light light;
    private final Sensor sensor;

    /** A person of their own in a scene of their own. */
    public SyntheticVideo(long seed, SyntheticAction action, SceneOptions scene) {
        this(seed, seed, action, scene);
    }

    /**
     * One of several videos of a person.
     *
     * @param personSeed decides on body and clothes
     * @param sceneSeed decides on everything else
     */
    public SyntheticVideo(long personSeed, long sceneSeed, SyntheticAction action, SceneOptions scene) {
        this.action = action;
        this.scene = scene;
        this.person = Person.draw(personSeed);
        this.performance = Performance.draw(new Draw(sceneSeed, "performance"));
        this.view = Viewpoint.draw(new Draw(sceneSeed, "viewpoint"), scene);
        this.background = Background.draw(new Draw(sceneSeed, "background"), scene);
        this.distractors = Distractor.draw(new Draw(sceneSeed, "distractors"), scene);
        this.camera = Camera.draw(new Draw(sceneSeed, "camera"), scene);
        this.light = Light.draw(new Draw(sceneSeed, "light"));
        this.sensor = Sensor.draw(new Draw(sceneSeed, "sensor"), sceneSeed);
    }

    /** What the person does. */
    public SyntheticAction action() {
        return action;
    }

    /** The picture at a time: {@link BufferedImage#TYPE_3BYTE_BGR}, of the scene's size. */
    public BufferedImage frame(long timestampMillis) {
        double seconds = timestampMillis / 1000.0;
        BufferedImage image = new BufferedImage(scene.width(), scene.height(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.setTransform(camera.at(seconds));
        background.paint(graphics);
        distractors.forEach(distractor -> distractor.paint(graphics, seconds));
        person.paint(graphics, performance.pose(action.motion(), seconds), view, seconds);
        graphics.dispose();
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        sensor.expose(pixels, pixels.length / scene.height(), light.curves(seconds), timestampMillis);
        return image;
    }
}
