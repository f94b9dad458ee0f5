package io.actionstream.model.avx512;

/** What a comparison of two numbers may find of the first. */
enum Condition {
    BELOW(2),
    ABOVE_OR_EQUAL(3),
    ABOVE(7);

    final int code;

    Condition(int code) {
        this.code = code;
    }
}
