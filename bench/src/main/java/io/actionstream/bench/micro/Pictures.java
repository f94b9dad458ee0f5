package io.actionstream.bench.micro;

import io.actionstream.media.frame.FrameEncoder;
import io.actionstream.media.image.RgbImage;
import io.actionstream.media.video.VideoReader;
import io.actionstream.media.video.files.LabelledVideo;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Frames of different videos, encoded into files: JPEGs of several sizes, and PNGs.
 *
 * @param folder of the files
 */
record Pictures(Path folder) {
    /** So many that a processor does not know by heart what comes next. */
    static final int COUNT = 64;

    static final List<String> SIZES = List.of("320x240", "640x480", "1280x720", "1920x1080");
    static final String PNG_SIZE = "640x480";

    private static final int QUALITY = 80;
    private static final int FRAME = 20;

    /** Writes the files. */
    static Pictures write(Path folder, List<LabelledVideo> videos) throws IOException {
        Pictures pictures = new Pictures(folder);
        FrameEncoder encoder = new FrameEncoder(QUALITY);
        for (String size : SIZES) {
            String[] sides = size.split("x");
            Files.createDirectories(folder.resolve(size));
            for (int i = 0; i < COUNT; i++) {
                Path video = videos.get(i * videos.size() / COUNT).file();
                RgbImage frame = frame(video, FRAME + i, Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
                Files.write(pictures.jpeg(size, i), encoder.encode(frame));
                if (size.equals(PNG_SIZE)) {
                    Files.write(pictures.png(i), png(frame));
                }
            }
        }
        return pictures;
    }

    /** The JPEGs of a size. */
    byte[][] jpegs(String size) throws IOException {
        byte[][] jpegs = new byte[COUNT][];
        for (int i = 0; i < COUNT; i++) {
            jpegs[i] = Files.readAllBytes(jpeg(size, i));
        }
        return jpegs;
    }

    /** The PNGs. */
    byte[][] pngs() throws IOException {
        byte[][] pngs = new byte[COUNT][];
        for (int i = 0; i < COUNT; i++) {
            pngs[i] = Files.readAllBytes(png(i));
        }
        return pngs;
    }

    private Path jpeg(String size, int number) {
        return folder.resolve(size).resolve(number + ".jpg");
    }

    private Path png(int number) {
        return folder.resolve(PNG_SIZE).resolve(number + ".png");
    }

    /** A frame of a video, or its last one when it is shorter. */
    private static RgbImage frame(Path video, int number, int width, int height) throws IOException {
        try (VideoReader reader = VideoReader.open(video)) {
            RgbImage last = null;
            for (int i = 0; i <= number && reader.next(); i++) {
                if (i >= Math.min(number, FRAME)) {
                    last = reader.image(width, height);
                }
            }
            if (last == null) {
                throw new IOException(video + " has fewer than " + FRAME + " frames");
            }
            return last;
        }
    }

    private static byte[] png(RgbImage image) {
        BufferedImage picture = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] rgb = image.pixels();
        for (int i = 0; i < image.width() * image.height(); i++) {
            int colour = (rgb[3 * i] & 0xFF) << 16 | (rgb[3 * i + 1] & 0xFF) << 8 | rgb[3 * i + 2] & 0xFF;
            picture.setRGB(i % image.width(), i / image.width(), colour);
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }
}
