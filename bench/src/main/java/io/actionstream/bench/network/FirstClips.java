package io.actionstream.bench.network;

import io.actionstream.bench.report.Figure;
import io.actionstream.bench.report.Goal;
import io.actionstream.inference.ClassificationService;
import io.actionstream.jobs.options.RunOptions;
import io.actionstream.jobs.run.CheckpointClassifier;
import io.actionstream.media.frame.FrameEncoder;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Padding;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** A job's classifier from its opening to its hundredth clip, in a process that has classified nothing before. */
public final class FirstClips {
    private static final int CLIPS = 110;
    private static final int HUNDREDTH = 90; // the median from this clip on
    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;
    private static final int QUALITY = 80;

    private FirstClips() {}

    /**
     * Measures the classifier of a checkpoint, with images of 320x240, one clip after the other.
     *
     * @param checkpoint its name or directory
     */
    public static List<Figure> figures(String checkpoint) throws IOException {
        long start = System.nanoTime();
        try (ClassificationService classifier = CheckpointClassifier.of(RunOptions.parse("--checkpoint=" + checkpoint))
                .open()) {
            double opening = secondsSince(start);
            int frames = classifier.spec().frames();
            List<byte[]> images = Collections.nCopies(frames, image());
            int[] positions = IntStream.range(0, frames).toArray();
            double[] millis = new double[CLIPS];
            for (int i = 0; i < CLIPS; i++) {
                start = System.nanoTime();
                classifier.submit(images, positions).join();
                millis[i] = 1000 * secondsSince(start);
            }
            double[] last = Arrays.copyOfRange(millis, HUNDREDTH, CLIPS);
            Arrays.sort(last);
            double hundredth = last[last.length / 2];
            return List.of(
                    Figure.of("opening of a classifier, with warm-up", opening, "s"),
                    besideHundredth("first", millis[0], hundredth).wanting(Goal.atMost(1.3)),
                    besideHundredth("second", millis[1], hundredth),
                    besideHundredth("tenth", millis[9], hundredth));
        }
    }

    private static Figure besideHundredth(String which, double millis, double hundredth) {
        return Figure.beside(which + " clip", millis, "ms", "hundredth clip", hundredth);
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static byte[] image() {
        byte[] rgb = FixedClip.of(new ClipSpec(1, 1, HEIGHT, WIDTH, Padding.BLACK));
        return new FrameEncoder(QUALITY).encode(rgb, WIDTH, HEIGHT);
    }
}
