package io.actionstream.inference;

import io.actionstream.media.frame.ClipDecoder;
import io.actionstream.model.clip.ClipSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** Has Java compile the image decoder before the first clip needs it: once in a process, with small pictures. */
final class WarmUp {
    private static final String PICTURE = "/warm-up/320x240.jpg";
    private static final int CLIPS_UNTIL_DECODER = 12;

    /** The largest sides of a sample for which the picture is decoded at its own size, at a half and at a quarter. */
    private static final int[] SAMPLES = {224, 112, 64};

    private static final AtomicBoolean DECODER = new AtomicBoolean();

    private WarmUp() {}

    /** Decodes a picture at its own size, at a half and at a quarter of it, which are different loops of the decoder. */
    static void decoder() {
        if (DECODER.getAndSet(true)) {
            return;
        }
        ClipSpec spec = ClipSpec.TUTORIAL;
        List<byte[]> images = Collections.nCopies(spec.frames(), picture());
        int[] positions = IntStream.range(0, spec.frames()).toArray();
        List<ClipDecoder> decoders = Arrays.stream(SAMPLES)
                .mapToObj(side -> new ClipDecoder(spec.withSize(side, side)))
                .toList();
        for (int i = 0; i < CLIPS_UNTIL_DECODER; i++) {
            decoders.forEach(decoder -> decoder.decode(images, positions));
        }
    }

    /** A generated picture as cameras send them: a baseline JPEG of 4:2:0. */
    static byte[] picture() {
        try (InputStream picture = WarmUp.class.getResourceAsStream(PICTURE)) {
            return picture.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + PICTURE, e);
        }
    }
}
