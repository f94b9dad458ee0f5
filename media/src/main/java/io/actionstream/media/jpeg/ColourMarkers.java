package io.actionstream.media.jpeg;

import static io.actionstream.media.image.ImageBytes.uint8;

import io.actionstream.media.image.Colours;
import java.util.Arrays;
import java.util.List;

/** Tells the colours of an image by the application segments of JFIF and Adobe, and by the names of its components. */
final class ColourMarkers {
    private static final byte[] JFIF = {'J', 'F', 'I', 'F', 0};
    private static final byte[] ADOBE = {'A', 'd', 'o', 'b', 'e'};
    private static final int TRANSFORM = ADOBE.length + 6;
    private static final int UNKNOWN = -1;
    private static final int NO_TRANSFORM = 0;
    private static final int YCCK = 2;

    private boolean jfif;
    private int transform = UNKNOWN;

    /** Reads an application segment. */
    void read(int marker, byte[] image, int from, int to) {
        if (marker == Markers.FIRST_APPLICATION) {
            jfif |= begins(JFIF, image, from, to);
        } else if (marker == Markers.ADOBE && begins(ADOBE, image, from, to) && from + TRANSFORM < to) {
            transform = uint8(image, from + TRANSFORM);
        }
    }

    private static boolean begins(byte[] name, byte[] image, int from, int to) {
        return to - from >= name.length && Arrays.equals(name, 0, name.length, image, from, from + name.length);
    }

    /** The colours of an image with a frame header, as the IJG's decoder has them. */
    Colours of(FrameHeader frame) {
        return switch (frame.components().size()) {
            case 1 -> Colours.GREY;
            case 3 -> isRgb(frame.components()) ? Colours.RGB : Colours.YCBCR;
            default -> transform == YCCK ? Colours.YCCK : Colours.CMYK;
        };
    }

    private boolean isRgb(List<Component> components) {
        if (transform != UNKNOWN) {
            return transform == NO_TRANSFORM;
        }
        return !jfif
                && components.get(0).id() == 'R'
                && components.get(1).id() == 'G'
                && components.get(2).id() == 'B';
    }
}
