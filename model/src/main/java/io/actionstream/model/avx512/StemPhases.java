package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.R11;
import static io.actionstream.model.avx512.Gpr.RAX;
import static io.actionstream.model.avx512.Gpr.RBP;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RDX;
import static io.actionstream.model.avx512.Gpr.RSI;

/**
 * Pixels by their {@link Phase} in both directions: a row of each of the nine for each two rows of a frame.
 *
 * <p>The function takes an even row of the frame as int16 in its margins, where the rows of phases go, and
 * {@link #INDEXES}.
 *
 * @param rowPairs rows of phases
 * @param columnPairs pixels of a phase in a row, at least 10
 * @param row bytes from a row of pixels to the next
 */
record StemPhases(int rowPairs, int columnPairs, int row) implements Kernel {
    /** Numbers of the three phases among 64 that start with an even pixel: those of ten pixels each. */
    static final short[] INDEXES = indexes();

    private static final int AT_ONCE = 10;
    private static final int LOADED = 2;
    private static final int INDEX = 24;
    private static final int OTHERS = 16;

    /** Bytes from a row of a phase to the one of the next. */
    int phaseRow() {
        return (columnPairs * StemConvolution.PIXEL / VECTOR_BYTES + 1) * VECTOR_BYTES;
    }

    /** Bytes from a row of the nine phases to the next. */
    int phasesRow() {
        return Phase.COUNT * Phase.COUNT * phaseRow();
    }

    private static short[] indexes() {
        int lanes = VECTOR_BYTES / Short.BYTES;
        short[] indexes = new short[Phase.COUNT * lanes];
        for (Phase phase : Phase.values()) {
            for (int i = 0; i < AT_ONCE * StemConvolution.CHANNELS; i++) {
                int pixel = 2 * (i / StemConvolution.CHANNELS) + phase.pixel();
                indexes[phase.ordinal() * lanes + i] =
                        (short) (pixel * StemConvolution.CHANNELS + i % StemConvolution.CHANNELS);
            }
        }
        return indexes;
    }

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        for (Phase phase : Phase.values()) {
            asm.load(INDEX + phase.ordinal(), RDX.at(phase.ordinal() * VECTOR_BYTES));
        }
        int step = AT_ONCE * StemConvolution.PIXEL;
        int whole = columnPairs / AT_ONCE;
        asm.repeat(R10, rowPairs, () -> {
            asm.move(RAX, RDI);
            asm.move(RBP, RSI);
            asm.repeat(R11, whole, () -> {
                some(asm, 0);
                asm.add(RAX, 2 * step);
                asm.add(RBP, step);
            });
            if (whole * AT_ONCE < columnPairs) { // with the end of what was done
                some(asm, (columnPairs - (whole + 1) * AT_ONCE) * StemConvolution.PIXEL);
            }
            asm.add(RDI, 2 * row);
            asm.add(RSI, phasesRow());
        });
        asm.ret();
        return entry;
    }

    /** Ten pixels of each phase, so many bytes further on. */
    private void some(Assembler asm, int skipped) {
        for (Phase phase : Phase.values()) {
            for (int i = 0; i < LOADED; i++) {
                int register = phase.ordinal() * LOADED + i;
                asm.load(register, RAX.at(2 * skipped + phase.pixel() * row + i * VECTOR_BYTES));
                if (phase != Phase.COMMON) {
                    asm.emit(Op.VPSUBW, register, register, i);
                }
            }
        }
        for (Phase vertical : Phase.values()) {
            int first = vertical.ordinal() * LOADED;
            for (Phase phase : Phase.values()) {
                int register = OTHERS + phase.ordinal();
                asm.emit(Op.VMOVUPS, register, INDEX + phase.ordinal());
                asm.emit(Op.VPERMI2W, register, first, first + 1);
                if (phase != Phase.COMMON) {
                    asm.emit(Op.VPSUBW, register, register, OTHERS);
                }
                asm.store(RBP.at(skipped + Phase.plane(vertical, phase) * phaseRow()), register);
            }
        }
    }
}
