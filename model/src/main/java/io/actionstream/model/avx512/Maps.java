package io.actionstream.model.avx512;

/**
 * What a layer gives, in memory, without a border: (frame, row, column, channel), float32, with room for what the last
 * tiles hang over.
 */
record Maps(Place start, int frames, int height, int width, int channels) {

    /** Takes memory for them. */
    static Maps in(Region region, int frames, int height, int width, int channels) {
        Maps shape = new Maps(Place.number(0), frames, height, width, channels);
        return new Maps(region.take((long) frames * shape.frameBytes()), frames, height, width, channels);
    }

    int rowBytes() {
        return width * channels * Float.BYTES;
    }

    /** Bytes from a frame to the next. */
    int frameBytes() {
        int rows = Winograd.ROWS.tiles(height) * Winograd.TILE;
        return rows * rowBytes() + Winograd.MOST_COLUMNS * channels * Float.BYTES;
    }

    /** A pixel at the start of a row. */
    Place at(int frame, int row) {
        return start.plus((long) frame * frameBytes() + (long) row * rowBytes());
    }
}
