package io.actionstream.jobs.broken;

import static io.actionstream.jobs.testing.TestFrames.jpeg;
import static io.actionstream.jobs.testing.TestFrames.png;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Images that the check on arrival must refuse, and images with flipped bits, of which it sees what it can. */
final class BrokenImages {

    /** The most bytes of an image that the job is to take. */
    static final int MAX_BYTES = 10_000;

    private static final int GIANT_SIDE = 65_000;
    private static final int MOST_FLIPS = 8;
    private static final byte[] JPEG = jpeg(Color.YELLOW);
    private static final byte[] PNG = png(Color.YELLOW);
    private static final List<String> OTHER_TYPES =
            List.of("GIF89a", "BM", "%PDF-1.7", "RIFF1234WEBPVP8 ", "\0\0\0\u0018ftypmp42", "no image at all", "{}");

    private final Random random;

    BrokenImages(Random random) {
        this.random = random;
    }

    /** What can be wrong, and the reason that the check must give. */
    enum Damage {
        NOTHING("empty"),
        TRUNCATED("truncated"),
        OVERSIZED("too-many-bytes"),
        GIANT("too-many-pixels"),
        OTHER_TYPE("unknown-format"),
        RANDOM_BYTES("unknown-format");

        final String reason;

        Damage(String reason) {
            this.reason = reason;
        }
    }

    byte[] with(Damage damage) {
        return switch (damage) {
            case NOTHING -> new byte[0];
            case TRUNCATED -> Arrays.copyOf(JPEG, JPEG.length - 1 - random.nextInt(JPEG.length / 2));
            case OVERSIZED -> Arrays.copyOf(JPEG, MAX_BYTES + 1 + random.nextInt(MAX_BYTES));
            case GIANT -> withSize(JPEG, GIANT_SIDE);
            case OTHER_TYPE ->
                OTHER_TYPES.get(random.nextInt(OTHER_TYPES.size())).getBytes(UTF_8);
            case RANDOM_BYTES -> randomBytes();
        };
    }

    /** A JPEG or PNG with a few bits flipped, anywhere. */
    byte[] withFlippedBits() {
        byte[] image = (random.nextBoolean() ? JPEG : PNG).clone();
        for (int flips = 1 + random.nextInt(MOST_FLIPS); flips > 0; flips--) {
            image[random.nextInt(image.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        }
        return image;
    }

    private byte[] randomBytes() {
        byte[] bytes = new byte[1 + random.nextInt(1000)];
        random.nextBytes(bytes);
        bytes[0] &= 0x7f; // no signature begins so
        return bytes;
    }

    /** The same JPEG, whose header says that it is so many pixels wide and high. */
    private static byte[] withSize(byte[] jpeg, int side) {
        byte[] giant = jpeg.clone();
        for (int i = 0; i < giant.length - 8; i++) {
            if ((giant[i] & 0xff) == 0xff && (giant[i + 1] & 0xff) == 0xc0) {
                for (int size = i + 5; size < i + 9; size += 2) {
                    giant[size] = (byte) (side >> 8);
                    giant[size + 1] = (byte) side;
                }
                return giant;
            }
        }
        throw new IllegalArgumentException("not a baseline JPEG");
    }
}
