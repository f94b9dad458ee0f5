package io.actionstream.model.avx512;

/** An argument of a function: an address in one of the memories, or a number. */
record Place(Base base, long bytes) {

    static Place number(long number) {
        return new Place(Base.NUMBER, number);
    }

    Place plus(long more) {
        return new Place(base, bytes + more);
    }
}
