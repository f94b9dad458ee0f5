package io.actionstream.bench.stream;

import io.actionstream.media.frame.FrameEncoder;
import io.actionstream.media.image.RgbImage;
import io.actionstream.media.video.VideoException;
import io.actionstream.media.video.VideoReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The film that every camera shows, over and over, each from a frame of its own.
 *
 * @param jpegs encoded frames
 */
public record Film(List<byte[]> jpegs) {
    private static final int QUALITY = 80;
    private static final int MOST_FRAMES = 150;

    /**
     * The first frames of a video.
     *
     * @param size that they are scaled to, such as {@code 1920x1080}; empty for their own
     */
    public static Film of(Path video, String size) throws VideoException {
        List<byte[]> jpegs = new ArrayList<>();
        FrameEncoder encoder = new FrameEncoder(QUALITY);
        try (VideoReader reader = VideoReader.open(video)) {
            while (jpegs.size() < MOST_FRAMES && reader.next()) {
                jpegs.add(encoder.encode(image(reader, size)));
            }
        }
        return new Film(List.copyOf(jpegs));
    }

    private static RgbImage image(VideoReader reader, String size) throws VideoException {
        if (size.isBlank()) {
            return reader.image();
        }
        String[] sides = size.split("x");
        return reader.image(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
    }

    byte[] frame(int camera, long number) {
        return jpegs.get((int) ((number + 17L * camera) % jpegs.size()));
    }

    double meanBytes() {
        return jpegs.stream().mapToInt(jpeg -> jpeg.length).average().orElseThrow();
    }
}
