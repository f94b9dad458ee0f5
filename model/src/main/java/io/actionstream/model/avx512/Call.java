package io.actionstream.model.avx512;

import java.util.List;

/** A call of a function. */
record Call(Kernel kernel, List<Place> arguments) {

    static Call of(Kernel kernel, Place... arguments) {
        return new Call(kernel, List.of(arguments));
    }
}
