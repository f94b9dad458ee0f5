package io.actionstream.model.avx512;

import com.sun.jna.Pointer;

/** An argument of a function: an address in one of the memories, or a number. */
record Place(Base base, long bytes) {

    static Place number(long number) {
        return new Place(Base.NUMBER, number);
    }

    Place plus(long more) {
        return new Place(base, bytes + more);
    }

    /**
     * Adds the float32 numbers that lie here to totals.
     *
     * @param memory which of those that the base may stand for
     */
    void addTo(double[] totals, Pointer memory) {
        float[] numbers = memory.getFloatArray(bytes, totals.length);
        for (int i = 0; i < totals.length; i++) {
            totals[i] += numbers[i];
        }
    }
}
