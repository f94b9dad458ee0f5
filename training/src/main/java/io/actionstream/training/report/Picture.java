package io.actionstream.training.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * A plot.
 *
 * @param name of its file, without extension
 * @param title for people
 * @param image the plot itself
 */
public record Picture(String name, String title, BufferedImage image) {

    /** Writes {@code <name>.png}. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(name + ".png"), png());
    }

    /** The picture as a PNG file. */
    public byte[] png() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}
