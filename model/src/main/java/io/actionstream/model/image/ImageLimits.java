package io.actionstream.model.image;

import java.io.Serializable;

/**
 * How large an image may be before anything is decoded.
 *
 * @param maxBytes of the encoded image
 * @param maxPixels width times height
 */
public record ImageLimits(int maxBytes, int maxPixels) implements Serializable {

    /** 8 MiB and 16 megapixels (4096x4096). */
    public static final ImageLimits DEFAULT = new ImageLimits(8 << 20, 4096 * 4096);

    public ImageLimits {
        requirePositive("maxBytes", maxBytes);
        requirePositive("maxPixels", maxPixels);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("image " + name + " must be at least 1, not " + value);
        }
    }
}
