package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.Gpr.R11;
import static io.actionstream.model.avx512.Gpr.RDI;
import static io.actionstream.model.avx512.Gpr.RDX;
import static io.actionstream.model.avx512.Gpr.RSI;

import java.util.function.IntFunction;

/**
 * What the {@link Phase}s of rows and columns take of the rows that eight rows of outputs see: a row for each pair of them.
 *
 * <p>The function takes the first row that the first output sees as int16 in its margins, where the rows of phases go, and
 * {@link #INDEXES}.
 *
 * @param columnPairs pixels of a phase in a row, at least 10
 * @param row bytes from a row of pixels to the next
 */
record StemPhases(int columnPairs, int row) implements Kernel {
    /** Rows of outputs. */
    static final int ROWS = Phase.OF_ROWS.get(0).step();

    private static final int COLUMNS = Phase.OF_COLUMNS.get(0).step();

    /** The first pixels that columns take. */
    private static final int OFFSETS = COLUMNS + 1;

    /** Numbers among 64 that start with an even pixel: ten pixels, every second one, from each of the first. */
    static final short[] INDEXES = indexes();

    private static final int AT_ONCE = 10;
    private static final int INDEX = 24;
    private static final int EVERY_SECOND = 16;
    private static final int RESULT = 20;

    /** Bytes from a row of a phase to the one of the next. */
    int phaseRow() {
        return (columnPairs * StemConvolution.PIXEL / VECTOR_BYTES + 1) * VECTOR_BYTES;
    }

    /** Bytes of all phases. */
    int bytes() {
        return Phase.PLANES * phaseRow();
    }

    private static short[] indexes() {
        int lanes = VECTOR_BYTES / Short.BYTES;
        short[] indexes = new short[OFFSETS * lanes];
        for (int offset = 0; offset < OFFSETS; offset++) {
            for (int i = 0; i < AT_ONCE * StemConvolution.CHANNELS; i++) {
                int pixel = COLUMNS * (i / StemConvolution.CHANNELS) + offset;
                indexes[offset * lanes + i] = (short) (pixel * StemConvolution.CHANNELS + i % StemConvolution.CHANNELS);
            }
        }
        return indexes;
    }

    @Override
    public int emit(Assembler asm) {
        int entry = asm.entry();
        for (int offset = 0; offset < OFFSETS; offset++) {
            asm.load(INDEX + offset, RDX.at(offset * VECTOR_BYTES));
        }
        int step = AT_ONCE * StemConvolution.PIXEL;
        int whole = columnPairs / AT_ONCE;
        asm.repeat(R11, whole, () -> {
            some(asm, 0);
            asm.add(RDI, COLUMNS * step);
            asm.add(RSI, step);
        });
        if (whole * AT_ONCE < columnPairs) { // with the end of what was done
            some(asm, (columnPairs - (whole + 1) * AT_ONCE) * StemConvolution.PIXEL);
        }
        asm.ret();
        return entry;
    }

    /** Ten pixels of each phase, so many bytes further on. */
    private void some(Assembler asm, int skipped) {
        for (int vertical = 0; vertical < Phase.OF_ROWS.size(); vertical++) {
            if (Phase.OF_ROWS.get(vertical).taps().isEmpty()) {
                continue;
            }
            for (int half = 0; half < 2; half++) {
                int bytes = COLUMNS * skipped + half * VECTOR_BYTES;
                addRows(asm, half, Phase.OF_ROWS.get(vertical), y -> RDI.at(y * row + bytes));
            }
            for (int offset = 0; offset < OFFSETS; offset++) {
                asm.emit(Op.VMOVUPS, EVERY_SECOND + offset, INDEX + offset);
                asm.emit(Op.VPERMI2W, EVERY_SECOND + offset, 0, 1);
            }
            for (int horizontal = 0; horizontal < Phase.OF_COLUMNS.size(); horizontal++) {
                int result = columns(asm, Phase.OF_COLUMNS.get(horizontal));
                asm.store(RSI.at(skipped + Phase.plane(vertical, horizontal) * phaseRow()), result);
            }
        }
    }

    private static void addRows(Assembler asm, int sum, Phase phase, IntFunction<Operand> rows) {
        asm.load(sum, rows.apply(phase.added().get(0)));
        phase.added().stream().skip(1).forEach(y -> asm.emit(Op.VPADDW, sum, sum, rows.apply(y)));
        phase.subtracted().forEach(y -> asm.emit(Op.VPSUBW, sum, sum, rows.apply(y)));
    }

    /** The register of what is taken. */
    private static int columns(Assembler asm, Phase phase) {
        int first = EVERY_SECOND + phase.added().get(0);
        if (phase.subtracted().isEmpty()) {
            return first;
        }
        asm.emit(Op.VPSUBW, RESULT, first, EVERY_SECOND + phase.subtracted().get(0));
        return RESULT;
    }
}
