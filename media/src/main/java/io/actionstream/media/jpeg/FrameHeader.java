package io.actionstream.media.jpeg;

import static io.actionstream.media.image.ImageBytes.uint16;
import static io.actionstream.media.image.ImageBytes.uint8;

import io.actionstream.media.image.ImageProblem;
import java.util.ArrayList;
import java.util.List;

/**
 * A frame header (ITU-T T.81, B.2.2).
 *
 * @param progressive true when coefficients come in several scans
 * @param width of the image, in pixels
 * @param height of the image, in pixels
 * @param components in their order
 */
record FrameHeader(boolean progressive, int width, int height, List<Component> components) {
    /** Pixels across and down in a block. */
    static final int BLOCK = 8;
    /** Coefficients of a block. */
    static final int COEFFICIENTS = BLOCK * BLOCK;

    private static final int FIXED_BYTES = 6;
    private static final int COMPONENT_BYTES = 3;
    private static final int MAX_SAMPLING = 4;
    private static final int MAX_TABLE = 3;
    private static final int BITS = 8;

    /** A frame header, or what is wrong with it. */
    record Parsed(FrameHeader header, ImageProblem problem) {}

    static Parsed parse(int marker, byte[] image, int from, int to) {
        ImageProblem problem = problemIn(marker, image, from, to);
        if (problem != null) {
            return new Parsed(null, problem);
        }
        List<Component> components = new ArrayList<>();
        for (int at = from + FIXED_BYTES; at < to; at += COMPONENT_BYTES) {
            int sampling = uint8(image, at + 1);
            components.add(new Component(uint8(image, at), sampling >> 4, sampling & 0x0F, uint8(image, at + 2)));
        }
        problem = problemIn(components);
        if (problem != null) {
            return new Parsed(null, problem);
        }
        if (components.size() == 1) { // a scan of one component has one block in each unit, whatever the header says
            Component only = components.get(0);
            components.set(0, new Component(only.id(), 1, 1, only.quantisation()));
        }
        return new Parsed(
                new FrameHeader(
                        marker == Markers.PROGRESSIVE_FRAME,
                        uint16(image, from + 3),
                        uint16(image, from + 1),
                        List.copyOf(components)),
                null);
    }

    private static ImageProblem problemIn(int marker, byte[] image, int from, int to) {
        if (marker > Markers.PROGRESSIVE_FRAME) {
            return ImageProblem.unsupported(kind(marker) + " JPEG");
        }
        if (to - from < FIXED_BYTES) {
            return ImageProblem.malformed("a JPEG frame header of " + (to - from) + " bytes");
        }
        if (uint8(image, from) != BITS) {
            return ImageProblem.unsupported("a JPEG of " + uint8(image, from) + " bits a sample");
        }
        int components = uint8(image, from + 5);
        if (to - from != FIXED_BYTES + components * COMPONENT_BYTES) {
            return ImageProblem.malformed(
                    "a JPEG frame header of " + (to - from) + " bytes for " + components + " components");
        }
        int height = uint16(image, from + 1);
        int width = uint16(image, from + 3);
        if (width == 0 || height == 0) { // a height that follows the first scan is not for cameras
            return ImageProblem.malformed("a JPEG of " + width + "x" + height);
        }
        if (components != 1 && components != 3 && components != 4) {
            return ImageProblem.unsupported("a JPEG of " + components + " components");
        }
        return null;
    }

    private static ImageProblem problemIn(List<Component> components) {
        for (Component component : components) {
            if (component.horizontal() < 1
                    || component.horizontal() > MAX_SAMPLING
                    || component.vertical() < 1
                    || component.vertical() > MAX_SAMPLING) {
                return ImageProblem.malformed(
                        "a JPEG component sampled " + component.horizontal() + "x" + component.vertical());
            }
            if (component.quantisation() > MAX_TABLE) {
                return ImageProblem.malformed("a JPEG component with quantisation table " + component.quantisation());
            }
            if (components.stream()
                            .filter(other -> other.id() == component.id())
                            .count()
                    > 1) {
                return ImageProblem.malformed("two JPEG components of the name " + component.id());
            }
        }
        return null;
    }

    private static String kind(int marker) {
        return switch (marker) {
            case 0xC3, 0xC7, 0xCB, 0xCF -> "a lossless";
            case 0xC5, 0xC6, 0xCD, 0xCE -> "a hierarchical";
            default -> "an arithmetically coded";
        };
    }

    /** The most blocks across that a component has in a unit. */
    int maxHorizontal() {
        return components.stream().mapToInt(Component::horizontal).max().orElseThrow();
    }

    /** The most blocks down that a component has in a unit. */
    int maxVertical() {
        return components.stream().mapToInt(Component::vertical).max().orElseThrow();
    }

    /** Minimum coded units of an interleaved scan, across. */
    int unitsAcross() {
        return ceil(width, BLOCK * maxHorizontal());
    }

    /** Minimum coded units of an interleaved scan, down. */
    int unitsDown() {
        return ceil(height, BLOCK * maxVertical());
    }

    /** Columns of a component at a scale of 1/reduction, in pixels. */
    int width(Component component, int reduction) {
        return ceil(ceil(width * component.horizontal(), maxHorizontal()), reduction);
    }

    /** Rows of a component at a scale of 1/reduction, in pixels. */
    int height(Component component, int reduction) {
        return ceil(ceil(height * component.vertical(), maxVertical()), reduction);
    }

    /** Blocks of a component in a scan of its own, across. */
    int blocksAcross(Component component) {
        return ceil(width(component, 1), BLOCK);
    }

    /** Blocks of a component in a scan of its own, down. */
    int blocksDown(Component component) {
        return ceil(height(component, 1), BLOCK);
    }

    static int ceil(int number, int divisor) {
        return (number + divisor - 1) / divisor;
    }
}
