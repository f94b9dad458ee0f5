package io.actionstream.media.frame;

import io.actionstream.kernels.pixels.PixelRows;
import io.actionstream.media.image.Picture;
import io.actionstream.media.image.Plane;
import io.actionstream.media.image.RgbImage;
import io.actionstream.model.clip.Fit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The preprocessing of every sample, offline and live: scaled (bilinear, half-pixel centres) as the {@link Fit} says, then centred on
 * black or cut to the sample. An image at least twice as large as the scaled one in both directions is first averaged in
 * squares of 2, 4 or 8 pixels, which is what decoding a JPEG at reduced size gives, so that large video looks the same
 * to the network whether it came from a file or as JPEGs. Safe for any number of threads.
 *
 * <p>Planes are scaled one by one and become colours at the sample's size, which makes the same picture for less work. Two
 * rows are made at the same time ({@link PixelRows}).
 */
public final class FrameScaler {
    private static final PixelRows KERNEL = PixelRows.fastest();

    private final int height;
    private final int width;
    private final Fit fit;

    /** Makes a scaler to samples of a height and width in pixels that show all of a picture, on black. */
    public FrameScaler(int height, int width) {
        this(height, width, Fit.LETTERBOX);
    }

    /**
     * Makes a scaler.
     *
     * @param height rows of a sample, in pixels
     * @param width columns of a sample, in pixels
     * @param fit how a picture fills them
     */
    public FrameScaler(int height, int width, Fit fit) {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("a sample must have pixels, not " + width + "x" + height);
        }
        fit.requireRoomFor(height, width);
        this.height = height;
        this.width = width;
        this.fit = fit;
    }

    /** Bytes of one sample: height x width x RGB, uint8. */
    public int sampleBytes() {
        return height * width * RgbImage.CHANNELS;
    }

    /**
     * Scales an image into a sample.
     *
     * @param image of any size
     * @param target receives (height, width, RGB) as uint8
     * @param offset of the sample's first byte in {@code target}
     */
    public void scale(RgbImage image, byte[] target, int offset) {
        Placement placement = placement(image.width(), image.height());
        scale(RgbPlanes.of(image, placement.reduction()), placement, target, offset);
    }

    Placement placement(int imageWidth, int imageHeight) {
        return Placement.of(imageWidth, imageHeight, width, height, fit);
    }

    /** Scales a picture to where the whole image is placed. */
    void scale(Picture picture, Placement placement, byte[] target, int offset) {
        Objects.checkFromIndexSize(offset, sampleBytes(), target.length);
        Window window = window(placement);
        List<PlaneScaler> scalers = picture.planes().stream()
                .map(plane -> new PlaneScaler(plane, picture.width(), picture.height(), placement, window))
                .toList();
        ColourConverter colours = new ColourConverter(KERNEL, picture.colours(), window.width());
        int[][] rows = new int[scalers.size()][window.width()];
        for (int row = 0; row < window.height(); row += 2) {
            int second = Math.min(row + 1, window.height() - 1);
            for (int i = 0; i < rows.length; i++) {
                scalers.get(i).scale(row, second, rows[i]);
            }
            colours.convert(rows, 0, target, offset + at(window, row));
            if (second > row) {
                colours.convert(rows, Short.SIZE, target, offset + at(window, second));
            }
        }
        blacken(window, target, offset);
    }

    /** The part of the sample that the scaled image fills. */
    private record Window(int left, int top, int width, int height) {}

    private Window window(Placement placement) {
        int left = Math.max(placement.left(), 0);
        int top = Math.max(placement.top(), 0);
        return new Window(
                left, top, Math.min(placement.width(), width - left), Math.min(placement.height(), height - top));
    }

    /** Overwrites what is beside the scaled image. */
    private void blacken(Window window, byte[] target, int offset) {
        int black = offset;
        for (int row = 0; row < window.height(); row++) {
            int start = offset + at(window, row);
            Arrays.fill(target, black, start, (byte) 0);
            black = start + window.width() * RgbImage.CHANNELS;
        }
        Arrays.fill(target, black, offset + sampleBytes(), (byte) 0);
    }

    /** The position at which a row of the window starts in the sample. */
    private int at(Window window, int row) {
        return ((window.top() + row) * width + window.left()) * RgbImage.CHANNELS;
    }

    /** A plane on its way to a sample. */
    private static final class PlaneScaler {
        private final Plane plane;
        private final Interpolation rows;
        private final Interpolation columns;
        private final int[] left; // by column of the sample: the element to its left
        private final int[] right;
        private final int[] between; // two rows of the sample, before columns are scaled

        PlaneScaler(Plane plane, int imageWidth, int imageHeight, Placement placement, Window window) {
            this.plane = plane;
            this.rows = new Interpolation(
                    plane.height(),
                    imageHeight * plane.rowsInImage(),
                    placement.height(),
                    window.top() - placement.top(),
                    window.height(),
                    1 << PixelRows.ROW_BITS);
            this.columns = new Interpolation(
                    plane.width(),
                    imageWidth * plane.columnsInImage(),
                    placement.width(),
                    window.left() - placement.left(),
                    window.width(),
                    1 << PixelRows.COLUMN_BITS);
            this.left = elements(columns.before());
            this.right = elements(columns.after());
            this.between = new int[plane.blockColumns() * plane.blocks()];
        }

        private int[] elements(int[] pixels) {
            int[] elements = new int[pixels.length];
            for (int i = 0; i < elements.length; i++) {
                elements[i] = plane.column(pixels[i]);
            }
            return elements;
        }

        void scale(int first, int second, int[] out) {
            KERNEL.betweenRows(
                    plane.values(),
                    plane.row(rows.before()[first]),
                    plane.row(rows.after()[first]),
                    rows.weights()[first],
                    plane.row(rows.before()[second]),
                    plane.row(rows.after()[second]),
                    rows.weights()[second],
                    between);
            KERNEL.betweenColumns(between, left, right, columns.weights(), out);
        }
    }
}
