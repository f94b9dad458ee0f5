package io.actionstream.model.avx512;

import java.util.function.IntToLongFunction;

/**
 * Where the coefficients and the pixels of a layout's blocks are, in bytes from the first of either. Blocks that are side
 * by side are in one group for {@link InverseDct}; the last group of a row may have blocks that are not there.
 */
final class JpegPlan {
    private static final int COMPONENTS = JpegLayout.COMPONENTS;

    private final JpegLayout layout;
    private final int groupBytes;
    private final int[] coefficients; // of each component, and where they end
    private final int[] pixels;

    JpegPlan(JpegLayout layout) {
        this.layout = layout;
        this.groupBytes = InverseDct.groupBytes(layout.points());
        this.coefficients = starts(i -> (long) groups(i) * layout.rows(i) * groupBytes);
        this.pixels = starts(i -> (long) stride(i) * layout.rows(i) * layout.points() + Assembler.VECTOR_BYTES);
    }

    private static int[] starts(IntToLongFunction bytes) {
        int[] starts = new int[COMPONENTS + 1];
        for (int i = 0; i < COMPONENTS; i++) {
            starts[i + 1] = Math.toIntExact(starts[i] + bytes.applyAsLong(i));
        }
        return starts;
    }

    int coefficients(int component) {
        return coefficients[component];
    }

    int coefficientBytes() {
        return coefficients[COMPONENTS];
    }

    int pixels(int component) {
        return pixels[component];
    }

    int pixelBytes() {
        return pixels[COMPONENTS];
    }

    /** Groups of a row of blocks. */
    int groups(int component) {
        return (layout.columns(component) + InverseDct.BLOCKS - 1) / InverseDct.BLOCKS;
    }

    /** Bytes from a row of pixels to the next. */
    int stride(int component) {
        return groups(component) * InverseDct.BLOCKS * layout.points();
    }

    /** What {@link ScanBlocks} needs to know of each block, in the order of the scan; of one more, which is never read. */
    int[] blocks() {
        int words = ScanBlocks.BLOCK_BYTES / Integer.BYTES;
        int[] table = new int[(layout.blocks() + 1) * words];
        int at = 0;
        for (int unit = 0; unit < layout.units(); unit++) {
            for (int i = 0; i < COMPONENTS; i++) {
                JpegLayout.Component component = layout.components().get(i);
                int row = unit / layout.across() * component.vertical();
                int column = unit % layout.across() * component.horizontal();
                for (int block = 0; block < component.blocks(); block++) {
                    int below = block / component.horizontal();
                    int beside = block % component.horizontal();
                    table[at] = place(i, row + below, column + beside);
                    table[at + 1] = JpegMemory.differences(component);
                    table[at + 2] = JpegMemory.others(component);
                    table[at + 3] = JpegWord.first(i).offset();
                    at += words;
                }
            }
        }
        return table;
    }

    private int place(int component, int row, int column) {
        int group = row * groups(component) + column / InverseDct.BLOCKS;
        int lane = InverseDct.lane(layout.points(), column % InverseDct.BLOCKS);
        return coefficients[component] + group * groupBytes + lane * Short.BYTES;
    }
}
