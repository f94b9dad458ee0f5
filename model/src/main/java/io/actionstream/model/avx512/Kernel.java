package io.actionstream.model.avx512;

/** A function in machine code. Its arguments are addresses and numbers, at most six. */
interface Kernel {

    /**
     * Writes the function, which may change every register but those that {@link Caller} keeps.
     *
     * @return where it starts
     */
    int emit(Assembler asm);
}
