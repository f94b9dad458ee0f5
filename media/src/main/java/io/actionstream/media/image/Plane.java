package io.actionstream.media.image;

/**
 * One component of a picture.
 *
 * <p>Rows follow one another. Within a row columns may stand in the order in which a decoder makes them: of all blocks the
 * first column, then of all blocks the second one, and so on. With one column in a block that is the usual order.
 *
 * <pre>
 *   a row, two columns in a block:   0 2 4 6 ... 1 3 5 7 ...
 * </pre>
 *
 * @param values 0 to 255; the array may be larger, and is used again for the decoder's next picture
 * @param width columns, in pixels
 * @param height rows, in pixels
 * @param blockColumns columns of a block: 1, 2, 4 or 8
 * @param blocks blocks that a row has room for
 * @param columnsInImage columns of this plane in one column of the whole image, which may be a fraction
 * @param rowsInImage rows of this plane in one row of the whole image
 */
public record Plane(
        int[] values, int width, int height, int blockColumns, int blocks, double columnsInImage, double rowsInImage) {

    /** The position at which a row begins. */
    public int row(int y) {
        return y * blockColumns * blocks;
    }

    /** The position of a column in a row. */
    public int column(int x) {
        return (x & blockColumns - 1) * blocks + (x >> Integer.numberOfTrailingZeros(blockColumns));
    }
}
