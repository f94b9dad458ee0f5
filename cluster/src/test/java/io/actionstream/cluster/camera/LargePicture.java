package io.actionstream.cluster.camera;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** The largest picture that the job takes by default: a JPEG of noise. */
public final class LargePicture {
    private static final int SIDE = 4096;
    private static final int MOST_BYTES = 10_000_000;

    private LargePicture() {}

    /** A JPEG of at most 10 MB, and of a little less. */
    public static byte[] jpeg() throws IOException {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        int[] pixels = new Random(5).ints((long) SIDE * SIDE).toArray();
        image.setRGB(0, 0, SIDE, SIDE, pixels, 0, SIDE);
        float low = 0;
        float high = 1;
        byte[] best = jpeg(image, low);
        for (int step = 0; step < 7; step++) {
            float quality = (low + high) / 2;
            byte[] jpeg = jpeg(image, quality);
            if (jpeg.length <= MOST_BYTES) {
                best = jpeg;
                low = quality;
            } else {
                high = quality;
            }
        }
        return best;
    }

    private static byte[] jpeg(BufferedImage image, float quality) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), settings);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
