package io.actionstream.jobs.testing;

import io.actionstream.model.classify.ClassificationService;
import io.actionstream.model.classify.ClipResult;
import io.actionstream.model.clip.ClipSpec;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;

/** A classifier for tests: the class of a clip is the strongest colour in the middle of its last readable image. */
public final class ColourClassifier implements ClassificationService {

    public static final List<String> LABELS = List.of("Red", "Green", "Blue");
    public static final String VERSION = "colours-1";

    @Override
    public ClipSpec spec() {
        return ClipSpec.TUTORIAL;
    }

    @Override
    public CompletableFuture<ClipResult> submit(List<byte[]> images, int[] positions) {
        return CompletableFuture.supplyAsync(() -> classify(images));
    }

    @Override
    public void close() {}

    private static ClipResult classify(List<byte[]> images) {
        Map<Integer, String> broken = new HashMap<>();
        float[] probabilities = null;
        for (int i = 0; i < images.size(); i++) {
            try {
                BufferedImage image = ImageIO.read(new ByteArrayInputStream(images.get(i)));
                probabilities = probabilities(image.getRGB(image.getWidth() / 2, image.getHeight() / 2));
            } catch (IOException | IndexOutOfBoundsException e) {
                broken.put(i, e.toString());
            }
        }
        return new ClipResult(probabilities, broken, LABELS, VERSION);
    }

    private static float[] probabilities(int rgb) {
        float red = 1 + (rgb >> 16 & 0xff);
        float green = 1 + (rgb >> 8 & 0xff);
        float blue = 1 + (rgb & 0xff);
        float sum = red + green + blue;
        return new float[] {red / sum, green / sum, blue / sum};
    }
}
