package io.actionstream.model.avx512;

/** The numbers in a {@link PictureMemory} that say what is to be done, after the addresses of the bases. */
enum PictureWord implements MemoryWord {
    Y,
    CB,
    CR,
    MIXED_Y,
    MIXED_CB,
    MIXED_CR,
    /** Steps along a row of brightness, and of colour, but for the last. */
    STEPS_Y,
    STEPS_C,
    /** How much further the last step starts than where the others end. */
    LAST_Y,
    LAST_C,
    ROWS,
    ROW_TABLE,
    STEPS,
    STEP_TABLE,
    PICTURE,
    PICTURE_ROW
}
