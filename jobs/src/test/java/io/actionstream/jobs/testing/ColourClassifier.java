package io.actionstream.jobs.testing;

import io.actionstream.inference.ClassificationService;
import io.actionstream.inference.ClipResult;
import io.actionstream.media.frame.FrameDecoder;
import io.actionstream.media.image.BrokenImageException;
import io.actionstream.model.classify.ModelRelease;
import io.actionstream.model.clip.ClipSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A classifier for tests: the class of a clip is the strongest colour in the middle of its last readable image. A newer
 * model gives it another version, and nothing else.
 */
public final class ColourClassifier implements ClassificationService {

    public static final List<String> LABELS = List.of("Red", "Green", "Blue");
    public static final String VERSION = "colours-1";

    private static final int SIDE = 32;
    private static final FrameDecoder DECODER = new FrameDecoder(SIDE, SIDE);

    private volatile String version = VERSION;

    @Override
    public ClipSpec spec() {
        return ClipSpec.TUTORIAL;
    }

    @Override
    public CompletableFuture<ClipResult> submit(List<byte[]> images, int[] positions) {
        return CompletableFuture.supplyAsync(() -> classify(images));
    }

    @Override
    public CompletableFuture<Void> use(ModelRelease release) {
        version = release.version();
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {}

    private ClipResult classify(List<byte[]> images) {
        Map<Integer, String> broken = new HashMap<>();
        byte[] sample = new byte[SIDE * SIDE * ClipSpec.CHANNELS];
        float[] probabilities = null;
        for (int i = 0; i < images.size(); i++) {
            try {
                DECODER.decode(images.get(i), sample, 0);
                probabilities = probabilities(sample);
            } catch (BrokenImageException e) {
                broken.put(i, e.getMessage());
            }
        }
        return new ClipResult(probabilities, broken, LABELS, version);
    }

    private static float[] probabilities(byte[] sample) {
        int middle = (SIDE / 2 * SIDE + SIDE / 2) * ClipSpec.CHANNELS;
        float red = 1 + (sample[middle] & 0xff);
        float green = 1 + (sample[middle + 1] & 0xff);
        float blue = 1 + (sample[middle + 2] & 0xff);
        float sum = red + green + blue;
        return new float[] {red / sum, green / sum, blue / sum};
    }
}
