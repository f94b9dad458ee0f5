package io.actionstream.model.avx512;

/** What the last instruction may have found: of the first of two numbers that it compared, or of what came out. */
enum Condition {
    BELOW(2),
    ABOVE_OR_EQUAL(3),
    NOT_ZERO(5),
    ABOVE(7);

    final int code;

    Condition(int code) {
        this.code = code;
    }
}
