package io.actionstream.media.frame;

import io.actionstream.media.image.ImageLimits;
import io.actionstream.model.clip.ClipSpec;
import java.util.List;

/**
 * Decodes the images of a clip, each once, and lays them out as the network reads them. Where an image is broken the
 * previous good sample stands again, or the next one when there is none before it. Safe for any number of threads.
 */
public final class ClipDecoder {

    private final ClipSpec spec;
    private final FrameDecoder decoder;

    public ClipDecoder(ClipSpec spec) {
        this(spec, ImageLimits.DEFAULT);
    }

    public ClipDecoder(ClipSpec spec, ImageLimits limits) {
        this.spec = spec;
        this.decoder = new FrameDecoder(spec.height(), spec.width(), spec.fit(), limits);
    }

    /**
     * Decodes one clip.
     *
     * @param images the distinct encoded frames
     * @param positions for each position of the clip, {@code spec.frames()} of them, the index into {@code images}, or
     *     -1 where padding stands
     */
    public DecodedClip decode(List<byte[]> images, int[] positions) {
        ClipDecoding decoding = begin(images, positions);
        byte[] pixels = new byte[spec.clipBytes()];
        for (int part = 0; part < decoding.parts(); part++) {
            decoding.decode(part, pixels);
        }
        return decoding.finish(pixels);
    }

    /**
     * The same for threads that share the work.
     *
     * @throws IllegalArgumentException when it is no clip of this decoder's
     */
    public ClipDecoding begin(List<byte[]> images, int[] positions) {
        return new ClipDecoding(spec, decoder, images, positions);
    }
}
