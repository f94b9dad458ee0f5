package io.actionstream.media.video;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Small videos whose frames can be told apart by their grey. */
final class TestVideos {

    static final int WIDTH = 64;
    static final int HEIGHT = 48;

    private TestVideos() {}

    /** Writes frames that become brighter one by one. */
    static Path brightening(Path file, int frames, double frameRate) throws IOException {
        try (VideoWriter writer = VideoWriter.create(file, WIDTH, HEIGHT, frameRate)) {
            for (int frame = 0; frame < frames; frame++) {
                byte[] rgb = new byte[WIDTH * HEIGHT * 3];
                Arrays.fill(rgb, (byte) grey(frame));
                writer.write(rgb);
            }
        }
        return file;
    }

    static int grey(int frame) {
        return 20 + 4 * frame;
    }

    /** The times of all frames that are left. */
    static List<Long> times(VideoReader reader) throws VideoException {
        List<Long> times = new ArrayList<>();
        while (reader.next()) {
            times.add(reader.timestampMillis());
        }
        return times;
    }
}
