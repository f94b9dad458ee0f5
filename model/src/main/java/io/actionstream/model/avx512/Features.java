package io.actionstream.model.avx512;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What a layer gives, in memory: (frame, row, column, channel), float32, with a column of zeros before each row, and more
 * behind it where the last tile needs them. In front of a frame's rows is a row of zeros, which stands for all rows beyond
 * the edges. There may be memory for some rows only, of which each takes the place of one that is not needed any more.
 *
 * @param rows that there is memory for, a multiple of {@link Winograd#TILE}
 */
record Features(Place start, int frames, int height, int width, int channels, int rows) {

    /** Takes memory for all rows. */
    static Features in(Region region, int frames, int height, int width, int channels) {
        return in(region, frames, height, width, channels, Integer.MAX_VALUE);
    }

    /** Takes memory for so many rows, or for all if there are fewer or if the last tile hangs over. */
    static Features in(Region region, int frames, int height, int width, int channels, int most) {
        int all = Winograd.TILE * Winograd.ROWS.tiles(height);
        int rows = all == height ? Math.min(most, all) : all;
        Features shape = new Features(new Place(Base.CLIP, 0), frames, height, width, channels, rows);
        return new Features(region.take(frames * shape.frameBytes()), frames, height, width, channels, rows);
    }

    /** Tiles from top to bottom. */
    int tileRows() {
        return Winograd.ROWS.tiles(height);
    }

    /** The first row behind those of a row of tiles. */
    int endOf(int tileRow) {
        return Math.min((tileRow + 1) * Winograd.TILE, height);
    }

    /** Columns of tiles, whatever they are. */
    private int mostColumns() {
        return Winograd.OVER_WIDTH.stream()
                .mapToInt(filter -> filter.tiles(width) * filter.outputs())
                .max()
                .orElseThrow();
    }

    int pixelBytes() {
        return channels * Float.BYTES;
    }

    int rowBytes() {
        return (mostColumns() + 2) * pixelBytes();
    }

    long frameBytes() {
        return (rows + 1L) * rowBytes();
    }

    /**
     * A pixel; its column may be -1. The rows from it to the end of its tile lie behind it, one after the other; those
     * below the last one are zeros if there is memory for all.
     */
    Place at(int frame, int row, int column) {
        return start.plus(frame * frameBytes() + (1L + row % rows) * rowBytes() + (column + 1L) * pixelBytes());
    }

    /** The first column of zeros of what a row of tiles sees. */
    Place windowAt(int frame, int tileRow) {
        return start.plus(frame * frameBytes() + lineOf(Winograd.TILE * tileRow - 1));
    }

    /** Where the rows lie that a row of tiles sees: bytes from {@link #windowAt} to each. */
    List<Integer> window(int tileRow) {
        int first = Winograd.TILE * tileRow - 1;
        return IntStream.range(first, first + Winograd.WINDOW)
                .mapToObj(row -> lineOf(row) - lineOf(first))
                .toList();
    }

    private int lineOf(int row) {
        return row < 0 || row >= height ? 0 : (1 + row % rows) * rowBytes();
    }
}
