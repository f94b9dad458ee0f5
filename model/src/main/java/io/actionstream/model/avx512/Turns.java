package io.actionstream.model.avx512;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Steps that one thread takes for each row of tiles, from top to bottom: the next step soon after the one before, while what
 * that gave is in the cache.
 */
final class Turns {
    /** Rows of tiles of which a step sees something. */
    static final int ROWS_SEEN = 3;

    private final List<IntConsumer> steps = new ArrayList<>();

    /** Adds a step, which for its row needs what the step before gave for it and for the rows above and below. */
    Turns then(IntConsumer step) {
        steps.add(step);
        return this;
    }

    /** Takes all steps for all rows. */
    void take(int rows) {
        for (int turn = 0; turn < rows + steps.size() - 1; turn++) {
            for (int step = 0; step < steps.size(); step++) {
                int row = turn - step;
                if (row >= 0 && row < rows) {
                    steps.get(step).accept(row);
                }
            }
        }
    }
}
