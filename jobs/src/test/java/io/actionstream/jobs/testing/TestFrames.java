package io.actionstream.jobs.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records of a frames topic, made by hand. */
public final class TestFrames {

    /** When the test cameras begin, in milliseconds since the epoch. */
    public static final long START = 1_764_000_000_000L;

    private static final int FRAMES_PER_SECOND = 5;
    private static final int MILLIS = 1000;

    private TestFrames() {}

    /** A JPEG of one colour. */
    public static byte[] jpeg(Color colour) {
        return image(colour, "jpg");
    }

    /** A PNG of one colour. */
    public static byte[] png(Color colour) {
        return image(colour, "png");
    }

    /** A camera that shows one colour for some seconds, 5 frames a second; ends its session. */
    public static List<ProducerRecord<byte[], byte[]>> camera(
            String topic, String camera, Color colour, String label, int seconds) {
        byte[] image = jpeg(colour);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < seconds * FRAMES_PER_SECOND; i++) {
            records.add(frame(topic, camera, START + (long) i * MILLIS / FRAMES_PER_SECOND, image, label));
        }
        records.add(frame(topic, camera, START + (long) seconds * MILLIS, null, null));
        return records;
    }

    /** One frame. */
    public static ProducerRecord<byte[], byte[]> frame(
            String topic, String camera, long captured, byte[] image, String label) {
        var frame = new ProducerRecord<>(topic, null, captured, camera.getBytes(UTF_8), image);
        if (label != null) {
            frame.headers().add("label", label.getBytes(UTF_8));
        }
        return frame;
    }

    private static byte[] image(Color colour, String format) {
        var image = new BufferedImage(64, 48, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
