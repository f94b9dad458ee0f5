package io.actionstream.media.frame;

import io.actionstream.media.image.BrokenImageException;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Padding;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clip on its way from images to pixels. Each of its distinct images is a part of the work, to be done once, by any
 * thread; when all are done one of the threads finishes the clip.
 */
public final class ClipDecoding {

    private static final int NONE = -1;

    private final ClipSpec spec;
    private final FrameDecoder decoder;
    private final List<byte[]> images;
    private final int[] positions;
    private final int[] first; // by image: where it stands first, and is decoded to
    private final int[] parts; // images that stand somewhere
    private final Map<Integer, String> broken = new ConcurrentHashMap<>();
    private final AtomicLong begun = new AtomicLong(NONE); // when the first part was, in nanoseconds

    ClipDecoding(ClipSpec spec, FrameDecoder decoder, List<byte[]> images, int[] positions) {
        if (positions.length != spec.frames()) {
            throw new IllegalArgumentException("a clip has " + spec.frames() + " positions, not " + positions.length);
        }
        this.spec = spec;
        this.decoder = decoder;
        this.images = images;
        this.positions = positions;
        this.first = new int[images.size()];
        Arrays.fill(first, NONE);
        for (int position = positions.length - 1; position >= 0; position--) {
            if (positions[position] >= 0) {
                first[positions[position]] = position;
            }
        }
        this.parts =
                Arrays.stream(positions).filter(image -> image >= 0).distinct().toArray();
    }

    /** The number of parts; none when there is padding only. */
    public int parts() {
        return parts.length;
    }

    /**
     * Does a part.
     *
     * @param pixels the clip's, the same array for all parts; whatever it holds is overwritten
     */
    public void decode(int part, byte[] pixels) {
        begun.compareAndSet(NONE, System.nanoTime());
        int image = parts[part];
        try {
            decoder.decode(images.get(image), pixels, first[image] * spec.frameBytes());
        } catch (BrokenImageException e) {
            broken.put(image, e.getMessage());
        }
    }

    /** Fills the positions that no part has filled; gives no pixels when every image is broken. */
    public DecodedClip finish(byte[] pixels) {
        if (broken.size() == parts.length) {
            return new DecodedClip(null, Map.copyOf(broken), nanos());
        }
        int good = firstGood();
        for (int position = 0; position < positions.length; position++) {
            int source = source(position);
            if (source != NONE) {
                good = source;
            } else if (positions[position] < 0 && spec.padding() == Padding.BLACK) {
                int from = position * spec.frameBytes();
                Arrays.fill(pixels, from, from + spec.frameBytes(), (byte) 0);
                continue;
            }
            if (good != position) {
                int bytes = spec.frameBytes();
                System.arraycopy(pixels, good * bytes, pixels, position * bytes, bytes);
            }
        }
        return new DecodedClip(pixels, Map.copyOf(broken), nanos());
    }

    private long nanos() {
        return parts.length == 0 ? 0 : System.nanoTime() - begun.get();
    }

    private int firstGood() {
        int position = 0;
        while (source(position) == NONE) {
            position++;
        }
        return source(position);
    }

    /** The position whose pixels stand at this one, or {@link #NONE} where there is no good image. */
    private int source(int position) {
        int image = positions[position];
        return image < 0 || broken.containsKey(image) ? NONE : first[image];
    }
}
