package io.actionstream.model.avx512;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/** Memory for the blocks of a layout: what is said of each, their coefficients, which start as zeros, and their pixels. */
final class JpegBlocks {
    private final JpegLayout layout;
    private final JpegPlan plan;
    private final Memory blocks;
    private final Memory coefficients;
    private final Memory pixels;

    JpegBlocks(JpegLayout layout) {
        this.layout = layout;
        this.plan = new JpegPlan(layout);
        this.blocks = WordMemory.aligned((long) (layout.blocks() + 1) * ScanBlocks.BLOCK_BYTES);
        this.coefficients = WordMemory.aligned(plan.coefficientBytes());
        this.pixels = WordMemory.aligned(plan.pixelBytes());
        int[] table = plan.blocks();
        blocks.write(0, table, 0, table.length);
        clear();
    }

    JpegLayout layout() {
        return layout;
    }

    /** Makes zeros of the coefficients. */
    void clear() {
        coefficients.clear();
    }

    /** Where what is said of a unit's first block is. */
    long unit(int unit) {
        return Pointer.nativeValue(blocks) + (long) unit * layout.unitBlocks() * ScanBlocks.BLOCK_BYTES;
    }

    /** Where the coefficients are. */
    long coefficients() {
        return Pointer.nativeValue(coefficients);
    }

    /** What {@link InverseDct} needs to know of a component. */
    long[] words(int component) {
        return new long[] {
            Pointer.nativeValue(coefficients) + plan.coefficients(component),
            Pointer.nativeValue(pixels) + plan.pixels(component),
            plan.stride(component),
            layout.rows(component),
            plan.groups(component)
        };
    }

    Plane plane(int component, int width, int height) {
        return new Plane(Pointer.nativeValue(pixels) + plan.pixels(component), plan.stride(component), width, height);
    }
}
