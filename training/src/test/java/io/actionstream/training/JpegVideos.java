package io.actionstream.training;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.actionstream.media.frame.FrameEncoder;
import io.actionstream.model.clip.ClipSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Video of JPEGs, of 25 frames a second. */
public final class JpegVideos {
    public static final int FRAME_MILLIS = 40;

    private JpegVideos() {}

    /** Colourful pictures with edges and noise, each another one. */
    public static List<byte[]> pictures(int count, int width, int height) {
        FrameEncoder encoder = new FrameEncoder(80);
        return IntStream.range(0, count)
                .mapToObj(number -> encoder.encode(picture(number, width, height), width, height))
                .toList();
    }

    private static byte[] picture(int number, int width, int height) {
        Random random = new Random(number);
        byte[] rgb = new byte[width * height * ClipSpec.CHANNELS];
        for (int i = 0; i < width * height; i++) {
            int x = i % width + 7 * number;
            int y = i / width;
            int edge = (x / 37 + y / 23) % 2 * 70;
            rgb[3 * i] = (byte) (edge + x * 180 / width % 180 + random.nextInt(6));
            rgb[3 * i + 1] = (byte) (edge + y * 180 / height + random.nextInt(6));
            rgb[3 * i + 2] = (byte) (200 - edge + random.nextInt(6));
        }
        return rgb;
    }

    /** Writes them one after the other, or as AVI when the file is named so. */
    public static Path write(Path file, List<byte[]> jpegs, int width, int height) throws IOException {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        boolean isAvi = file.toString().endsWith(".avi");
        for (byte[] jpeg : jpegs) {
            frames.write(isAvi ? chunk("00dc", jpeg) : jpeg);
        }
        return Files.write(file, isAvi ? avi(frames.toByteArray(), jpegs.size(), width, height) : frames.toByteArray());
    }

    private static byte[] avi(byte[] frames, int count, int width, int height) {
        byte[] main = header(56)
                .putInt(1000 * FRAME_MILLIS)
                .putInt(16, count)
                .putInt(24, 1)
                .putInt(32, width)
                .putInt(36, height)
                .array();
        byte[] stream = header(56)
                .put("vidsMJPG".getBytes(ISO_8859_1))
                .putInt(20, FRAME_MILLIS)
                .putInt(24, 1000)
                .putInt(32, count)
                .array();
        byte[] format = header(40)
                .putInt(40)
                .putInt(width)
                .putInt(height)
                .putShort((short) 1)
                .putShort((short) 24)
                .put("MJPG".getBytes(ISO_8859_1))
                .array();
        byte[] streams = list("strl", chunk("strh", stream), chunk("strf", format));
        return chunk("RIFF", join(name("AVI "), list("hdrl", chunk("avih", main), streams), list("movi", frames)));
    }

    private static ByteBuffer header(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] list(String name, byte[]... parts) {
        return chunk("LIST", join(name(name), join(parts)));
    }

    private static byte[] chunk(String name, byte[] content) {
        return header(8 + content.length + content.length % 2)
                .put(name(name))
                .putInt(content.length)
                .put(content)
                .array();
    }

    private static byte[] name(String fourCharacters) {
        return fourCharacters.getBytes(ISO_8859_1);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
