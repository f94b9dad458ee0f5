package io.actionstream.bench.network;

import io.actionstream.model.clip.ClipSpec;
import java.util.Collections;
import java.util.List;

/** A clip by a formula, for comparisons with other programs: 13 t + 3 y + 5 x + 11 c, modulo 256. */
final class FixedClip {
    private FixedClip() {}

    /** The clip (frames, height, width, RGB) as uint8. */
    static byte[] of(ClipSpec spec) {
        byte[] clip = new byte[spec.clipBytes()];
        for (int i = 0; i < clip.length; i++) {
            int channel = i % ClipSpec.CHANNELS;
            int pixel = i / ClipSpec.CHANNELS;
            int x = pixel % spec.width();
            int y = pixel / spec.width() % spec.height();
            int t = pixel / (spec.width() * spec.height());
            clip[i] = (byte) (13 * t + 3 * y + 5 * x + 11 * channel);
        }
        return clip;
    }

    /** The same clip so many times. */
    static List<byte[]> times(int size, ClipSpec spec) {
        return Collections.nCopies(size, of(spec));
    }
}
