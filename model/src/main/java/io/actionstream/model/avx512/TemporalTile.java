package io.actionstream.model.avx512;

/**
 * A tile of a {@link TemporalTiling}. What tiles of one kind have lies point by point, and of each point tile by tile.
 *
 * @param memory holds the address of what the tiles of its kind have
 * @param index of the tile among them
 * @param count of them
 * @param first the first frame that it gives
 */
record TemporalTile(TrainedFilter filter, Gpr memory, int index, int count, int first) {

    /**
     * What it has of a point.
     *
     * @param bytes that each tile has of each point
     */
    Operand point(int point, int bytes) {
        return memory.at((point * count + index) * bytes);
    }
}
