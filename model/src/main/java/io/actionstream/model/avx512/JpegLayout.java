package io.actionstream.model.avx512;

import java.util.List;

/**
 * How the blocks of a JPEG's only scan lie.
 *
 * @param points 1, 2, 4 or 8: how many pixels of a block are wanted in either direction
 * @param across minimum coded units from left to right
 * @param down minimum coded units from top to bottom
 * @param components brightness and the two colours
 */
public record JpegLayout(int points, int across, int down, List<Component> components) {
    /** What a JPEG that this package decodes has: Y, Cb and Cr. */
    public static final int COMPONENTS = 3;

    /** Pixels of a block in either direction. */
    public static final int BLOCK = 8;

    /** Coefficients of a block. */
    public static final int COEFFICIENTS = BLOCK * BLOCK;

    /**
     * A component.
     *
     * @param horizontal blocks from left to right in a minimum coded unit
     * @param vertical blocks from top to bottom in one
     * @param differences which table has the codes of its first coefficients, 0 to 3
     * @param coefficients which table has those of the others, 0 to 3
     */
    public record Component(int horizontal, int vertical, int differences, int coefficients) {

        /** Blocks in a minimum coded unit. */
        int blocks() {
            return horizontal * vertical;
        }
    }

    public JpegLayout {
        if (components.size() != COMPONENTS) {
            throw new IllegalArgumentException(components.size() + " components, not " + COMPONENTS);
        }
        components = List.copyOf(components);
    }

    /** Blocks of a minimum coded unit. */
    int unitBlocks() {
        return components.stream().mapToInt(Component::blocks).sum();
    }

    /** Blocks of the picture. */
    public int blocks() {
        return units() * unitBlocks();
    }

    /** Minimum coded units of the picture. */
    public int units() {
        return across * down;
    }

    int columns(int component) {
        return across * components.get(component).horizontal;
    }

    int rows(int component) {
        return down * components.get(component).vertical;
    }
}
