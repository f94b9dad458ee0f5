package io.actionstream.bench.stream;

import io.actionstream.model.frame.FrameEncoder;
import io.actionstream.model.video.VideoException;
import io.actionstream.model.video.VideoReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What every camera shows, over and over, each from a frame of its own.
 *
 * @param jpegs encoded frames
 */
record Film(List<byte[]> jpegs) {
    private static final int QUALITY = 80;
    private static final int MOST_FRAMES = 150;

    /** The first frames of a video. */
    static Film of(Path video) throws VideoException {
        List<byte[]> jpegs = new ArrayList<>();
        FrameEncoder encoder = new FrameEncoder(QUALITY);
        try (VideoReader reader = VideoReader.open(video)) {
            while (jpegs.size() < MOST_FRAMES && reader.next()) {
                jpegs.add(encoder.encode(reader.image()));
            }
        }
        return new Film(List.copyOf(jpegs));
    }

    byte[] frame(int camera, long number) {
        return jpegs.get((int) ((number + 17L * camera) % jpegs.size()));
    }

    double meanBytes() {
        return jpegs.stream().mapToInt(jpeg -> jpeg.length).average().orElseThrow();
    }
}
