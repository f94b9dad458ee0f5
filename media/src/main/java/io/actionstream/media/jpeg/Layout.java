package io.actionstream.media.jpeg;

import io.actionstream.kernels.dct.InverseDct;
import io.actionstream.media.image.Plane;
import java.util.Arrays;

/**
 * The order in memory of an image's blocks at a scale of 1/reduction. A stripe is what lies side by side: one row of minimum
 * coded units of all components. Each of its blocks is a lane of {@link InverseDct}.
 *
 * <pre>
 *   lanes of a stripe, 4:2:0:   Y, upper row   Y, lower row   Cb   Cr      (each filled up to a multiple of eight)
 * </pre>
 */
final class Layout {
    /** Lanes, a multiple of which would be a bad stride. */
    private static final int CACHE_LANES = 32;

    /** Bytes of a block of a stripe in what {@link StripeReader} knows of it. */
    private static final int READER_BYTES = 5 * Integer.BYTES;

    private final FrameHeader frame;
    private final int reduction;
    private final int points;
    private final int[] rowLanes; // by component: lanes of a row of its blocks
    private final int[] firstLane; // by component
    private final int lanes;
    private final int[] places;

    Layout(FrameHeader frame, int reduction) {
        this.frame = frame;
        this.reduction = reduction;
        this.points = FrameHeader.BLOCK / reduction;
        int components = frame.components().size();
        this.rowLanes = new int[components];
        this.firstLane = new int[components];
        int lane = 0;
        for (int i = 0; i < components; i++) {
            Component component = frame.components().get(i);
            int blocks = frame.unitsAcross() * component.horizontal();
            rowLanes[i] = FrameHeader.ceil(blocks, InverseDct.LANE_UNIT) * InverseDct.LANE_UNIT;
            firstLane[i] = lane;
            lane += rowLanes[i] * component.vertical();
        }
        // Strides of a power of two would have a block's coefficients push each other out of the cache.
        this.lanes = lane % CACHE_LANES == 0 ? lane + InverseDct.LANE_UNIT : lane;
        this.places = new int[FrameHeader.COEFFICIENTS];
        for (int k = 0; k < places.length; k++) {
            boolean needed = Zigzag.row(k) < points && Zigzag.column(k) < points;
            places[k] = lanes * (needed ? Zigzag.row(k) * points + Zigzag.column(k) : points * points);
        }
    }

    boolean isOf(FrameHeader otherFrame, int otherReduction) {
        return reduction == otherReduction && frame.equals(otherFrame);
    }

    FrameHeader frame() {
        return frame;
    }

    /** Pixels across and down that are made of a block. */
    int points() {
        return points;
    }

    /** Blocks of a minimum coded unit of all components. */
    int unitBlocks() {
        return frame.components().stream()
                .mapToInt(component -> component.horizontal() * component.vertical())
                .sum();
    }

    /** The lane of a component's block in its stripe. */
    int lane(int component, int blockRow, int blockColumn) {
        return firstLane[component] + blockRow * rowLanes[component] + blockColumn;
    }

    /** By zigzag index, where a coefficient of lane 0 goes; all that are not needed to one place behind the others. */
    int[] places() {
        return places;
    }

    /** The place of coefficients that are not needed. */
    int unneededPlace() {
        return points * points * lanes;
    }

    /** The last coefficient that is needed, in zigzag order. */
    int lastNeeded() {
        return Zigzag.last(points);
    }

    /** Memory for a stripe's coefficients. */
    int[] newStripe() {
        return new int[(points * points + 1) * lanes];
    }

    /** Memory for a component's plane, which may be that of another image if it is large enough. */
    Plane newPlane(int index, int[] memory) {
        Component component = frame.components().get(index);
        int rows = frame.unitsDown() * component.vertical() * points;
        int elements = rows * points * rowLanes[index];
        int[] values = memory != null && memory.length >= elements ? memory : new int[elements];
        return new Plane(
                values,
                frame.width(component, reduction),
                frame.height(component, reduction),
                points,
                rowLanes[index],
                (double) component.horizontal() / (frame.maxHorizontal() * reduction),
                (double) component.vertical() / (frame.maxVertical() * reduction));
    }

    /** Memory for a stripe's rows, between the two passes of the transform. */
    int[] newRows() {
        return new int[points * points * lanes];
    }

    /** Makes pixels of a stripe's coefficients, and clears them for the next one. */
    void transform(InverseDct dct, int[] coefficients, int[] rows, int stripe, Plane[] planes) {
        dct.columns(points, coefficients, points * lanes, rows);
        for (int i = 0; i < planes.length; i++) {
            int blockRows = frame.components().get(i).vertical();
            for (int blockRow = 0; blockRow < blockRows; blockRow++) {
                for (int y = 0; y < points; y++) {
                    int from = y * points * lanes + lane(i, blockRow, 0);
                    int to = planes[i].row((stripe * blockRows + blockRow) * points + y);
                    dct.row(points, rows, from, lanes, rowLanes[i], planes[i].values(), to);
                }
            }
        }
        Arrays.fill(coefficients, 0);
    }

    /** Bytes that decoding takes, beside those of the encoded image. */
    static long bytes(FrameHeader frame, int reduction, boolean buffered) {
        int points = FrameHeader.BLOCK / reduction;
        long bytes = 0;
        for (Component component : frame.components()) {
            long across = (long) FrameHeader.ceil(frame.unitsAcross() * component.horizontal(), InverseDct.LANE_UNIT)
                    * InverseDct.LANE_UNIT;
            long down = (long) frame.unitsDown() * component.vertical();
            long pixels = points * points * Integer.BYTES;
            bytes += across * (down * pixels + component.vertical() * (2 * pixels + Integer.BYTES + READER_BYTES));
            if (buffered) {
                bytes += across * down * CoefficientStore.bytesOfBlock(points);
            }
        }
        return bytes;
    }
}
