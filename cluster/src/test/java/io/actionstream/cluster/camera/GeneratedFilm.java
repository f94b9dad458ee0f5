package io.actionstream.cluster.camera;

import io.actionstream.synthetic.SyntheticVideo;
import io.actionstream.synthetic.person.SyntheticAction;
import io.actionstream.synthetic.scene.SceneOptions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Pictures of a generated person, made once for all cameras.
 *
 * @param pictures JPEGs of each action, which begin again after the last
 */
public record GeneratedFilm(Map<SyntheticAction, List<byte[]>> pictures) {
    /** Time from one picture to the next. */
    static final long FRAME_MILLIS = 200;

    private static final int FRAMES = 30;
    private static final long SEED = 5;

    /** Films every action. */
    public static GeneratedFilm of(SceneOptions scene) throws IOException {
        Map<SyntheticAction, List<byte[]>> pictures = new EnumMap<>(SyntheticAction.class);
        for (SyntheticAction action : SyntheticAction.values()) {
            SyntheticVideo video = new SyntheticVideo(SEED, action, scene);
            List<byte[]> jpegs = new ArrayList<>();
            for (int frame = 0; frame < FRAMES; frame++) {
                jpegs.add(jpeg(video.frame(frame * FRAME_MILLIS)));
            }
            pictures.put(action, jpegs);
        }
        return new GeneratedFilm(pictures);
    }

    public byte[] picture(SyntheticAction action, int frame) {
        return pictures.get(action).get(frame % FRAMES);
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", bytes);
        return bytes.toByteArray();
    }
}
