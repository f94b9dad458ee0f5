package io.actionstream.model.avx512;

/**
 * What a layer gives, in memory: (frame, row, column, channel), float32, in a border of zeros that is a pixel wide and
 * wider where the last tile needs it.
 */
record Features(Place start, int frames, int height, int width, int channels) {

    /** Takes memory for them. */
    static Features in(Region region, int frames, int height, int width, int channels) {
        Features shape = new Features(new Place(Base.CLIP, 0), frames, height, width, channels);
        return new Features(region.take(frames * shape.frameBytes()), frames, height, width, channels);
    }

    /** Tiles from top to bottom. */
    int tileRows() {
        return tiles(height);
    }

    /** Tiles from left to right. */
    int tileColumns() {
        return tiles(width);
    }

    private static int tiles(int side) {
        return (side + Winograd.TILE - 1) / Winograd.TILE;
    }

    int pixelBytes() {
        return channels * Float.BYTES;
    }

    int rowBytes() {
        return (tileColumns() * Winograd.TILE + 2) * pixelBytes();
    }

    long frameBytes() {
        return (tileRows() * Winograd.TILE + 2L) * rowBytes();
    }

    /** A pixel; its row and its column may be -1. */
    Place at(int frame, int row, int column) {
        return start.plus(frame * frameBytes() + (row + 1L) * rowBytes() + (column + 1L) * pixelBytes());
    }
}
