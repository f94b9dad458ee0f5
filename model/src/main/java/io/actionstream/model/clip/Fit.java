package io.actionstream.model.clip;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;

/**
 * The way in which a picture of any size fills a sample of height x width pixels.
 *
 * @param mode what is done about another aspect ratio
 * @param shortSide of a crop by the short side: the pixels to which a picture's shorter side is scaled, with the aspect
 *     ratio kept; else 0
 * @param resizedHeight of a crop of a fixed size: the rows to which every picture is scaled first; else 0
 * @param resizedWidth of a crop of a fixed size: the columns to which every picture is scaled first; else 0
 */
public record Fit(Mode mode, int shortSide, int resizedHeight, int resizedWidth) implements Serializable {

    /** The scaling of a picture whose aspect ratio is not the sample's. */
    public enum Mode {
        /** All of the picture is shown, centred on black. */
        @JsonProperty("letterbox")
        LETTERBOX,
        /** The picture is scaled, and the sample is cut out of its centre. */
        @JsonProperty("crop")
        CROP,
        /** The picture is scaled to the sample's height and width, each by itself. */
        @JsonProperty("stretch")
        STRETCH
    }

    /** All of the picture, with its aspect ratio kept, centred on black. */
    public static final Fit LETTERBOX = new Fit(Mode.LETTERBOX, 0, 0, 0);

    /** Height and width scaled each by itself. */
    public static final Fit STRETCH = new Fit(Mode.STRETCH, 0, 0, 0);

    private static final int MAX_SIDE = 4096;

    public Fit {
        if (mode == null) {
            throw new IllegalArgumentException("clip fit is missing");
        }
        boolean byShortSide = shortSide != 0;
        boolean bySize = resizedHeight != 0 || resizedWidth != 0;
        if (mode != Mode.CROP && (byShortSide || bySize)) {
            throw new IllegalArgumentException("only the fit crop has a shortSide or a resize");
        }
        if (mode == Mode.CROP && byShortSide == bySize) {
            throw new IllegalArgumentException("the fit crop needs either shortSide or resize");
        }
        requireSide(byShortSide, "shortSide", shortSide);
        requireSide(bySize, "resize height", resizedHeight);
        requireSide(bySize, "resize width", resizedWidth);
    }

    /** Scales the shorter side to so many pixels and cuts the centre out. */
    public static Fit crop(int shortSide) {
        return new Fit(Mode.CROP, shortSide, 0, 0);
    }

    /** Scales every picture to so many rows and columns, whatever its aspect ratio, and cuts the centre out. */
    public static Fit crop(int resizedHeight, int resizedWidth) {
        return new Fit(Mode.CROP, 0, resizedHeight, resizedWidth);
    }

    /**
     * Makes sure that a sample can be cut out of every scaled picture.
     *
     * @throws IllegalArgumentException when the sample is larger; the message says what must be larger
     */
    public void requireRoomFor(int height, int width) {
        if (shortSide != 0 && shortSide < Math.max(height, width)) {
            throw new IllegalArgumentException("shortSide must be at least the larger of height and width, "
                    + Math.max(height, width) + ", not " + shortSide);
        }
        if (resizedHeight != 0 && (resizedHeight < height || resizedWidth < width)) {
            throw new IllegalArgumentException("resize must be at least height and width, " + height + "x" + width
                    + ", not " + resizedHeight + "x" + resizedWidth);
        }
    }

    private static void requireSide(boolean used, String name, int value) {
        if (used && (value < 1 || value > MAX_SIDE)) {
            throw new IllegalArgumentException(
                    "the fit's " + name + " must be between 1 and " + MAX_SIDE + ", not " + value);
        }
    }
}
