package io.actionstream.training;

import io.actionstream.media.video.VideoWriter;
import io.actionstream.model.clip.ClipSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** Small videos. */
public final class TestVideos {
    public static final int SIDE = 32;

    private static final int FRAMES_PER_SECOND = 10;

    private TestVideos() {}

    /** A video of ten frames a second that become brighter one by one. */
    public static Path brightening(Path file, int frames) throws IOException {
        try (VideoWriter writer = create(file)) {
            for (int frame = 0; frame < frames; frame++) {
                byte[] rgb = new byte[SIDE * SIDE * ClipSpec.CHANNELS];
                Arrays.fill(rgb, (byte) grey(frame));
                writer.write(rgb);
            }
        }
        return file;
    }

    /** The grey of a frame of {@link #brightening}. */
    public static int grey(int frame) {
        return 20 + 5 * frame;
    }

    /**
     * A folder of two classes, {@code Across} and {@code Down}, told apart by their stripes: a video of each in every
     * group, a second long.
     */
    public static Path stripes(Path folder, int groups) throws IOException {
        for (int group = 1; group <= groups; group++) {
            for (boolean across : new boolean[] {true, false}) {
                String label = across ? "Across" : "Down";
                Path file = folder.resolve(label).resolve("v_%s_g%02d_c01.avi".formatted(label, group));
                Files.createDirectories(file.getParent());
                striped(file, across, group);
            }
        }
        return folder;
    }

    private static void striped(Path file, boolean across, int seed) throws IOException {
        Random random = new Random(seed);
        int width = 3 + random.nextInt(3);
        try (VideoWriter writer = create(file)) {
            for (int frame = 0; frame < FRAMES_PER_SECOND; frame++) {
                byte[] rgb = new byte[SIDE * SIDE * ClipSpec.CHANNELS];
                for (int i = 0; i < rgb.length; i++) {
                    int pixel = i / ClipSpec.CHANNELS;
                    int along = across ? pixel / SIDE : pixel % SIDE;
                    rgb[i] = (byte) ((along + frame) / width % 2 * 160 + random.nextInt(40));
                }
                writer.write(rgb);
            }
        }
    }

    private static VideoWriter create(Path file) throws IOException {
        return VideoWriter.create(file, SIDE, SIDE, FRAMES_PER_SECOND);
    }
}
