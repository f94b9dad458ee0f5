package io.actionstream.media.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.actionstream.media.image.BrokenImageException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HuffmanTableTest {
    private static final int END_OF_BLOCK = 0x00;
    private static final int ZERO_RUN = 0xF0;

    /** Codes 0, 10, 110, ... of 1 to 16 bits. */
    private static final int[] ONE_OF_EACH_LENGTH = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};

    private static final int[] SYMBOLS = {
        0x12, END_OF_BLOCK, ZERO_RUN, 0x01, 0x25, 0xF1, 0x08, 0x33, 0x0A, 0x71, 0x22, 0xE3, 0x05, 0x41, 0x0F, 0x19
    };

    private final HuffmanTable table = table(false, ONE_OF_EACH_LENGTH, SYMBOLS);

    @Test
    void shouldFindCodesOfAllLengths() {
        for (int i = 0; i < SYMBOLS.length; i++) {
            long bits = code(i);
            assertThat(table.codeLength(bits)).isEqualTo(i + 1);
            assertThat(table.symbol(bits, i + 1)).isEqualTo(SYMBOLS[i]);
            assertThat(table.entry(bits)).isEqualTo(entry(SYMBOLS[i], i + 1));
            int looked = table.lookup()[(int) (bits >>> Long.SIZE - HuffmanTable.LOOKUP_BITS)];
            assertThat(looked).isEqualTo(i < HuffmanTable.LOOKUP_BITS ? entry(SYMBOLS[i], i + 1) : 0);
        }
    }

    @Test
    void shouldHaveNoCodeOfOnesAlone() {
        assertThat(table.codeLength(-1)).isGreaterThan(HuffmanTable.MAX_BITS);
        assertThat(table.entry(-1) >> HuffmanTable.RUN_SHIFT).isEqualTo(HuffmanTable.INVALID);
        assertThat(table.skips()[(1 << HuffmanTable.SKIP_BITS) - 1]).isZero();
    }

    @Test
    void shouldKnowNoCodeWhenThereIsNone() {
        HuffmanTable empty = table(false, new int[16]);

        assertThat(empty.lookup()).containsOnly(0);
        assertThat(empty.codeLength(0)).isGreaterThan(HuffmanTable.MAX_BITS);
        assertThat(empty.entry(0) >> HuffmanTable.RUN_SHIFT).isEqualTo(HuffmanTable.INVALID);
    }

    @Test
    void shouldPassOverTheSameCoefficientsTogetherAsOneByOne() {
        for (HuffmanTable each : new HuffmanTable[] {table, StandardTables.of(0, false), StandardTables.of(1, false)}) {
            for (int i = 0; i < 1 << HuffmanTable.SKIP_BITS; i++) {
                long bits = (long) i << Long.SIZE - HuffmanTable.SKIP_BITS;
                int taken = 0;
                int moved = 0;
                while (moved < FrameHeader.COEFFICIENTS) {
                    int length = each.codeLength(bits << taken);
                    if (length > HuffmanTable.LOOKUP_BITS || length + taken > HuffmanTable.SKIP_BITS) {
                        break;
                    }
                    int symbol = each.symbol(bits << taken, length);
                    if (taken + length + (symbol & 15) > HuffmanTable.SKIP_BITS) {
                        break;
                    }
                    taken += length + (symbol & 15);
                    boolean end = (symbol & 15) == 0 && symbol != ZERO_RUN;
                    moved += end ? HuffmanTable.END_OF_BLOCK + 1 : (symbol >> 4) + 1;
                }
                assertThat(each.skips()[i]).isEqualTo(moved == 0 ? 0 : moved - 1 << HuffmanTable.RUN_SHIFT | taken);
            }
        }
    }

    @Test
    void shouldReadCoefficientsByTheirSize() {
        HuffmanTable dc = table(true, new int[] {0, 1, 5, 1, 1, 1, 1, 1, 1}, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);

        // Of the standard's luminance table: T.81, table K.3.
        assertThat(dc.symbol(0b1110L << 60, dc.codeLength(0b1110L << 60))).isEqualTo(6);
        assertThat(dc.entry(0b1110L << 60)).isEqualTo(6 << HuffmanTable.SIZE_SHIFT | 4 + 6);
        assertThat(dc.entry(0)).isEqualTo(2);
        assertThat(Arrays.equals(dc.lookup(), StandardTables.of(0, true).lookup()))
                .isTrue();
    }

    @Test
    void shouldRefuseMoreCodesThanThereAre() {
        assertRefused(false, new int[] {3}, 1, 2, 3);
        assertRefused(false, new int[] {1, 3}, 1, 2, 3, 4);
        assertRefused(false, new int[] {2, 1}, 1, 2, 3);
        assertRefused(true, new int[] {0, 0, 9}, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        table(false, new int[] {2}, 1, 2); // all of them, be it against T.81, C: the last of only ones
    }

    @Test
    void shouldRefuseDifferencesOfMoreBitsThanThereAre() {
        assertThatExceptionOfType(BrokenImageException.class)
                .isThrownBy(() -> new HuffmanTable(definition(new int[] {1}, 16), true))
                .withMessage("a JPEG Huffman table for coefficients of 16 bits");
        table(true, new int[] {1}, 15);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void shouldHaveTwoStandardTablesOfEachKind(int number) {
        assertThat(StandardTables.of(number, true) != null).isEqualTo(number < 2);
        assertThat(StandardTables.of(number, false) != null).isEqualTo(number < 2);
    }

    @Test
    void shouldTellTheBytesOfADefinition() {
        byte[] definition = definition(ONE_OF_EACH_LENGTH, SYMBOLS);

        assertThat(HuffmanTable.bytes(definition, 0, definition.length)).isEqualTo(32);
        assertThat(HuffmanTable.bytes(definition, 0, 5)).isGreaterThan(5);
        assertThat(HuffmanTable.bytes(definition, definition.length, definition.length))
                .isEqualTo(16);
        assertThat(table.isDefinedBy(definition, 0, 32)).isTrue();
        definition[31]++;
        assertThat(table.isDefinedBy(definition, 0, 32)).isFalse();
    }

    @Test
    void shouldAgreeOnAnyBitsAndTable() throws BrokenImageException {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            int[] lengths = new int[16];
            int room = 2;
            for (int i = 0; i < 16; i++, room *= 2) {
                lengths[i] = Math.min(random.nextInt(4), room);
                room -= lengths[i];
            }
            HuffmanTable any = table(
                    false,
                    lengths,
                    random.ints(Arrays.stream(lengths).sum(), 0, 256).toArray());
            for (int i = 0; i < 200; i++) {
                long bits = random.nextLong();
                int looked = any.lookup()[(int) (bits >>> Long.SIZE - HuffmanTable.LOOKUP_BITS)];
                boolean isShort = any.codeLength(bits) <= HuffmanTable.LOOKUP_BITS;
                assertThat(looked).isEqualTo(isShort ? any.entry(bits) : 0);
            }
        }
    }

    /** The code of so many ones and a zero, then ones. */
    private static long code(int ones) {
        return ~(1L << Long.SIZE - 1 - ones);
    }

    private static int entry(int symbol, int length) {
        int size = symbol & 15;
        int run = symbol == END_OF_BLOCK ? HuffmanTable.END_OF_BLOCK : symbol >> 4;
        return run << HuffmanTable.RUN_SHIFT | size << HuffmanTable.SIZE_SHIFT | length + size;
    }

    private static void assertRefused(boolean dc, int[] lengths, int... symbols) {
        assertThatExceptionOfType(BrokenImageException.class)
                .isThrownBy(() -> new HuffmanTable(definition(lengths, symbols), dc))
                .withMessage("a JPEG Huffman table with too many codes");
    }

    private static HuffmanTable table(boolean dc, int[] lengths, int... symbols) {
        try {
            return new HuffmanTable(definition(lengths, symbols), dc);
        } catch (BrokenImageException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] definition(int[] lengths, int... symbols) {
        return JpegBytes.join(JpegBytes.bytes(Arrays.copyOf(lengths, 16)), JpegBytes.bytes(symbols));
    }
}
