package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Gpr.R10;
import static io.actionstream.model.avx512.Gpr.R11;
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

/**
 * Reads the coefficients of blocks from the entropy-coded data of a scan (ITU-T T.81, annex F). What comes next is never
 * guessed: that a block ends selects other tables, and no other instructions, as a processor that guesses wrong at each
 * block would lose more time than reading takes.
 *
 * <p>The function takes the start of a {@link JpegMemory}. It ends after the last block, or beyond the data.
 */
record ScanBlocks() implements Kernel {
    /** Of what is said of a block: where its coefficients are, its two tables, and its component's last first coefficient. */
    static final int DIFFERENCES = Integer.BYTES;

    static final int OTHERS = 2 * Integer.BYTES;
    static final int LAST_FIRST = 3 * Integer.BYTES;
    static final int BLOCK_BYTES = 4 * Integer.BYTES;

    private static final Gpr BITS = RAX; // the next ones, from the highest
    private static final Gpr COUNT = RCX; // of them
    private static final Gpr DATA = RSI;
    private static final Gpr BLOCK = RDX;
    private static final Gpr TABLE = RBX;
    private static final Gpr POSITION = RBP; // in the block
    private static final Gpr COEFFICIENTS = R10;
    private static final Gpr DAMAGE = R11;
    private static final Gpr ZERO = R8;

    private static final int LAST = JpegLayout.COEFFICIENTS - 1;

    /** Bits that are there after a refill, at least: of two codes with coefficients there are 54 at most. */
    private static final int REFILLED = 56;

    /** Set in a slot that no coefficient has: what comes to it would be damage. */
    static final int DAMAGED = 1;

    private static final int SYMBOLS = 2;

    @Override
    public int emit(Assembler asm) {
        Integers integers = new Integers(asm);
        int end = asm.here();
        end(asm, integers);
        int entry = asm.entry();
        start(asm);
        int loop = asm.here();
        refill(asm, integers);
        integers.compare(DATA, JpegWord.DATA_END.in(RDI));
        asm.jumpIf(Condition.ABOVE, end);
        for (int i = 0; i < SYMBOLS; i++) {
            symbol(asm, integers);
            integers.compare(BLOCK, JpegWord.BLOCKS_END.in(RDI));
            if (i < SYMBOLS - 1) {
                asm.jumpIf(Condition.ABOVE_OR_EQUAL, end);
            }
        }
        asm.jumpIf(Condition.BELOW, loop);
        end(asm, integers);
        return entry;
    }

    private static void start(Assembler asm) {
        asm.push(RBX);
        asm.push(R12);
        asm.push(R13);
        asm.load(DATA, JpegWord.DATA.in(RDI));
        asm.load(BLOCK, JpegWord.BLOCK.in(RDI));
        asm.load(COEFFICIENTS, JpegWord.COEFFICIENTS.in(RDI));
        for (Gpr zero : new Gpr[] {ZERO, BITS, COUNT, POSITION, DAMAGE}) {
            asm.move(zero, 0);
        }
        asm.loadInt(TABLE, BLOCK.at(DIFFERENCES));
        asm.add(TABLE, RDI);
    }

    private static void end(Assembler asm, Integers integers) {
        integers.store(JpegWord.DATA.in(RDI), DATA);
        integers.store(JpegWord.BITS.in(RDI), COUNT);
        integers.store(JpegWord.BLOCK.in(RDI), BLOCK);
        integers.store(JpegWord.DAMAGE.in(RDI), DAMAGE);
        asm.pop(R13);
        asm.pop(R12);
        asm.pop(RBX);
        asm.ret();
    }

    /** Loads eight bytes, of which those that fit count; the bits of the others come again. */
    private static void refill(Assembler asm, Integers integers) {
        asm.load(R12, DATA.at(0));
        integers.reverseBytes(R12);
        integers.shiftRight(R12, R12, COUNT);
        integers.or(BITS, R12);
        asm.move(R13, COUNT);
        integers.not(R13);
        integers.and(R13, REFILLED);
        integers.shiftRight(R13, 3);
        asm.add(DATA, R13);
        integers.or(COUNT, REFILLED);
    }

    private static void symbol(Assembler asm, Integers integers) {
        lookUp(asm, integers);
        asm.move(R15, R12);
        integers.negate(R15);
        integers.shiftRight(R14, BITS, R15);
        integers.shiftLeft(BITS, BITS, R12);
        integers.subtract(COUNT, R12);
        value(asm, integers);
        addFirst(asm, integers);
        integers.shiftRight(R12, SymbolTable.RUN_SHIFT);
        asm.add(POSITION, R12);
        integers.loadShort(R13, RDI, POSITION, JpegMemory.SLOTS);
        integers.or(DAMAGE, R13);
        asm.loadInt(R12, BLOCK.at(0));
        asm.add(R12, R13);
        integers.storeShort(COEFFICIENTS, R12, R14);
        goOn(asm, integers);
    }

    /** What the next bits mean, to R12. */
    private static void lookUp(Assembler asm, Integers integers) {
        asm.move(R12, BITS);
        integers.shiftRight(R12, Long.SIZE - Short.SIZE);
        asm.lea(R13, R12.at(SymbolTable.LONG - SymbolTable.LONG_FROM));
        asm.move(R14, BITS);
        integers.shiftRight(R14, Long.SIZE - SymbolTable.SHORT_BITS);
        integers.compare(R12, SymbolTable.LONG_FROM);
        integers.moveIf(Condition.ABOVE_OR_EQUAL, R14, R13);
        integers.loadInt(R12, TABLE, R14);
    }

    /** The coefficient, of the bits in R14 that end with it, to R14: with a highest bit of zero it is less than zero. */
    private static void value(Assembler asm, Integers integers) {
        asm.move(R13, R12);
        integers.shiftRight(R13, SymbolTable.SIZE_SHIFT);
        integers.lowest(R14, R14, R13);
        asm.move(R15, -1);
        integers.lowest(R15, R15, R13);
        asm.add(R13, -1);
        integers.shiftRight(R13, R14, R13);
        asm.add(R13, -1);
        integers.and(R13, R15);
        integers.subtract(R14, R13);
    }

    /** The first coefficient of a block is a difference from the last block's. */
    private static void addFirst(Assembler asm, Integers integers) {
        asm.loadInt(R13, BLOCK.at(LAST_FIRST));
        asm.add(R13, RDI);
        asm.load(R15, R13.at(0));
        integers.compare(POSITION, 0);
        integers.moveIf(Condition.ABOVE, R15, ZERO);
        asm.lea(R9, JpegWord.NOWHERE.in(RDI));
        integers.moveIf(Condition.ABOVE, R13, R9);
        asm.add(R14, R15);
        integers.store(R13.at(0), R14);
    }

    private static void goOn(Assembler asm, Integers integers) {
        asm.loadInt(TABLE, BLOCK.at(OTHERS));
        asm.loadInt(R13, BLOCK.at(BLOCK_BYTES + DIFFERENCES));
        asm.lea(R14, BLOCK.at(BLOCK_BYTES));
        integers.compare(POSITION, LAST);
        asm.lea(POSITION, POSITION.at(1));
        integers.moveIf(Condition.ABOVE_OR_EQUAL, TABLE, R13);
        integers.moveIf(Condition.ABOVE_OR_EQUAL, BLOCK, R14);
        integers.moveIf(Condition.ABOVE_OR_EQUAL, POSITION, ZERO);
        asm.add(TABLE, RDI);
    }
}
