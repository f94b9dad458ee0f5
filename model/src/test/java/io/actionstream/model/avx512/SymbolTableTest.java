package io.actionstream.model.avx512;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SymbolTableTest {
    private static final int MEANINGLESS = 64;

    @Test
    void shouldTellTheLengthsAndTheRunOfAShortCode() {
        int[] entries = coefficients(2, 0x35, 0x01).orElseThrow(); // codes 00 and 01

        assertThat(entry(entries, 0b00 << 14)).isEqualTo(meaning(2 + 5, 5, 3));
        assertThat(entry(entries, 0b00 << 14 | 0x3FFF)).isEqualTo(meaning(2 + 5, 5, 3));
        assertThat(entry(entries, 0b01 << 14)).isEqualTo(meaning(2 + 1, 1, 0));
    }

    @Test
    void shouldTellThoseOfTheLongestCode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(); // one code of each length: ones, then a zero
        for (int i = 0; i < 16; i++) {
            bytes.write(1);
        }
        for (int i = 0; i < 16; i++) {
            bytes.write(0x10 * (i % 16) + 1);
        }
        int[] entries = SymbolTable.arranged(bytes.toByteArray(), 0, false).orElseThrow();

        for (int length = 1; length <= 16; length++) {
            int code = 0xFFFF << 17 - length & 0xFFFF;
            assertThat(entry(entries, code)).isEqualTo(meaning(length + 1, 1, length - 1));
        }
        assertThat(entry(entries, 0xFFFF)).isEqualTo(meaning(1, 0, MEANINGLESS));
    }

    @Test
    void shouldEndABlockAndPassSixteenZeros() {
        int[] entries = coefficients(2, 0x00, 0xF0).orElseThrow();

        assertThat(entry(entries, 0)).isEqualTo(meaning(2, 0, SymbolTable.END_OF_BLOCK));
        assertThat(entry(entries, 0b01 << 14)).isEqualTo(meaning(2, 0, 15));
    }

    @Test
    void shouldFindNoMeaningInCoefficientsThatAreTooLong() {
        assertThat(entry(coefficients(1, 0x0B).orElseThrow(), 0)).isEqualTo(meaning(1, 0, MEANINGLESS));
        assertThat(entry(coefficients(1, 0x50).orElseThrow(), 0)).isEqualTo(meaning(1, 0, MEANINGLESS));
        assertThat(entry(differences(11), 0)).isEqualTo(meaning(1 + 11, 11, 0));
        assertThat(entry(differences(12), 0)).isEqualTo(meaning(1, 0, MEANINGLESS));
    }

    @Test
    void shouldRefuseMoreCodesThanThereAre() {
        assertThat(coefficients(1, 1, 2)).isPresent();
        assertThat(coefficients(1, 1, 2, 3)).isEmpty();
    }

    @Test
    void shouldRefuseLongCodesThatBeginWithZeros() {
        assertThat(coefficients(10, 1)).isPresent();
        assertThat(coefficients(11, 1)).isEmpty();
    }

    @Test
    void shouldSayWhetherATableIsWhole() {
        byte[] table = table(3, 1, 2, 3);

        assertThat(SymbolTable.bytes(table, 0)).isEqualTo(19);
        assertThat(SymbolTable.isWhole(table, 0, 19)).isTrue();
        assertThat(SymbolTable.isWhole(table, 0, 18)).isFalse();
        assertThat(SymbolTable.isWhole(table, 4, 19)).isFalse();
    }

    private static Optional<int[]> coefficients(int length, int... symbols) {
        return SymbolTable.arranged(table(length, symbols), 0, false);
    }

    private static int[] differences(int symbol) {
        return SymbolTable.arranged(table(1, symbol), 0, true).orElseThrow();
    }

    /** A table whose codes all have the same length. */
    private static byte[] table(int length, int... symbols) {
        byte[] table = new byte[16 + symbols.length];
        table[length - 1] = (byte) symbols.length;
        for (int i = 0; i < symbols.length; i++) {
            table[16 + i] = (byte) symbols[i];
        }
        return table;
    }

    /** As {@link ScanBlocks} finds it. */
    private static int entry(int[] entries, int next) {
        return next < SymbolTable.LONG_FROM
                ? entries[next >> 16 - SymbolTable.SHORT_BITS]
                : entries[next - SymbolTable.LONG_FROM + SymbolTable.LONG];
    }

    private static int meaning(int bits, int size, int run) {
        return bits | size << SymbolTable.SIZE_SHIFT | run << SymbolTable.RUN_SHIFT;
    }
}
