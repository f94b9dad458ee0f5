package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Gpr.R12;
import static io.actionstream.model.avx512.Gpr.R13;
import static io.actionstream.model.avx512.Gpr.R14;
import static io.actionstream.model.avx512.Gpr.R15;
import static io.actionstream.model.avx512.Gpr.R8;
import static io.actionstream.model.avx512.Gpr.R9;
import static io.actionstream.model.avx512.Gpr.RAX;
import static io.actionstream.model.avx512.Gpr.RBP;
import static io.actionstream.model.avx512.Gpr.RBX;
import static io.actionstream.model.avx512.Gpr.RCX;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RDX;
import static io.actionstream.model.avx512.Gpr.RSI;

import java.util.List;

/**
 * Makes a list of calls: the way from Java to the other functions, which are too short to be called one by one. It keeps
 * RBX, R12, R13 and RSP for itself.
 *
 * <p>The function takes the addresses of the {@link Base}s, the calls, and their number. A call is the address of a
 * function, then for each argument 32 bits each of the number of its base times eight and of its offset.
 */
record Caller() implements Kernel {
    /** The registers of arguments, in the order of the System V calling convention. */
    private static final List<Gpr> ARGUMENTS = List.of(RDI, RSI, RDX, RCX, R8, R9);

    private static final List<Gpr> KEPT = List.of(RBX, RBP, R12, R13, R14, R15);

    static final int MOST_ARGUMENTS = ARGUMENTS.size();

    /** 64-bit words of a call. */
    static final int WORDS = 1 + MOST_ARGUMENTS;

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        KEPT.forEach(asm::push);
        asm.move(R13, RDI);
        asm.move(RBX, RSI);
        asm.move(R12, RDX);
        asm.repeat(R12, () -> {
            for (int i = 0; i < MOST_ARGUMENTS; i++) {
                int argument = (1 + i) * Long.BYTES;
                asm.loadInt(RAX, RBX.at(argument));
                asm.add(RAX, R13);
                asm.loadInt(ARGUMENTS.get(i), RBX.at(argument + Integer.BYTES));
                asm.add(ARGUMENTS.get(i), RAX.at(0));
            }
            asm.call(RBX.at(0));
            asm.add(RBX, WORDS * Long.BYTES);
        });
        for (int i = KEPT.size() - 1; i >= 0; i--) {
            asm.pop(KEPT.get(i));
        }
        asm.vzeroupper();
        asm.ret();
        return entry;
    }
}
