package io.actionstream.model.avx512;

/** What a {@link Place} is counted from. */
enum Base {
    /** Nothing: the place is a number. */
    NUMBER,
    /** What never changes: weights. */
    CONSTANTS,
    /** What the passes over a clip hand to each other. */
    CLIP,
    /** What a thread needs while it works on a piece. */
    SCRATCH,
    /** What a thread keeps from a clip's way forward for its way back. */
    KEPT,
    /** The gradients that a thread adds up. */
    GRADIENTS;

    /** Bytes of the addresses of all of them. */
    static final int BYTES = values().length * Long.BYTES;
}
