package io.actionstream.model.avx512;

/** Lays out one of the memories. */
final class Region {
    /** What a function may read beyond what it was given. */
    private static final long SLACK = 1 << 14;

    private final Base base;
    private long bytes;

    Region(Base base) {
        this.base = base;
    }

    /** Takes the next bytes, at an address that suits vectors. */
    Place take(long wanted) {
        Place place = new Place(base, bytes);
        bytes += (wanted + Assembler.VECTOR_BYTES - 1) / Assembler.VECTOR_BYTES * Assembler.VECTOR_BYTES;
        return place;
    }

    long bytes() {
        return bytes + SLACK;
    }
}
