package io.actionstream.model.frame;

import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Padding;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decodes the images of a clip, each once, and lays them out as the network reads them. Where an image is broken the
 * previous good sample stands again, or the next one when there is none before it. Safe for any number of threads.
 */
public final class ClipDecoder {

    private static final int NONE = -1;

    private final ClipSpec spec;
    private final FrameDecoder decoder;

    public ClipDecoder(ClipSpec spec) {
        this(spec, ImageLimits.DEFAULT);
    }

    public ClipDecoder(ClipSpec spec, ImageLimits limits) {
        this.spec = spec;
        this.decoder = new FrameDecoder(spec.height(), spec.width(), limits);
    }

    /**
     * Decodes one clip.
     *
     * @param images the distinct encoded frames
     * @param positions for each position of the clip, {@code spec.frames()} of them, the index into {@code images}, or
     *     -1 where padding stands
     */
    public DecodedClip decode(List<byte[]> images, int[] positions) {
        if (positions.length != spec.frames()) {
            throw new IllegalArgumentException("a clip has " + spec.frames() + " positions, not " + positions.length);
        }
        byte[] pixels = new byte[spec.clipBytes()];
        Map<Integer, String> broken = new HashMap<>();
        int[] sources = decodeDistinct(images, positions, pixels, broken);
        int firstGood = Arrays.stream(sources)
                .filter(source -> source != NONE)
                .findFirst()
                .orElse(NONE);
        if (firstGood == NONE) {
            return new DecodedClip(null, Map.copyOf(broken));
        }
        repeat(positions, sources, firstGood, pixels);
        return new DecodedClip(pixels, Map.copyOf(broken));
    }

    /** Gives for each position the position where its image was decoded, or {@link #NONE}. */
    private int[] decodeDistinct(List<byte[]> images, int[] positions, byte[] pixels, Map<Integer, String> broken) {
        int[] decodedAt = new int[images.size()];
        Arrays.fill(decodedAt, NONE);
        int[] sources = new int[positions.length];
        for (int position = 0; position < positions.length; position++) {
            int image = positions[position];
            if (image >= 0 && decodedAt[image] == NONE && !broken.containsKey(image)) {
                try {
                    decoder.decode(images.get(image), pixels, position * spec.frameBytes());
                    decodedAt[image] = position;
                } catch (BrokenImageException e) {
                    broken.put(image, e.getMessage());
                }
            }
            sources[position] = image >= 0 ? decodedAt[image] : NONE;
        }
        return sources;
    }

    private void repeat(int[] positions, int[] sources, int firstGood, byte[] pixels) {
        int good = firstGood;
        for (int position = 0; position < positions.length; position++) {
            if (sources[position] != NONE) {
                good = sources[position];
            } else if (positions[position] < 0 && spec.padding() == Padding.BLACK) {
                continue;
            }
            if (good != position) {
                int bytes = spec.frameBytes();
                System.arraycopy(pixels, good * bytes, pixels, position * bytes, bytes);
            }
        }
    }
}
