package io.actionstream.model.avx512;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactorsTest {

    @Test
    void shouldPutTwoInputsOfEachColumnSideBySide() {
        float[] packed = {1, 2, 3, -1, -2, -3, 10, 20, 30, -10, -20, -30}; // four inputs of three columns
        assertThat(values(Factors.pairs(packed, 3))).containsExactly(1, -1, 2, -2, 3, -3, 10, -10, 20, -20, 30, -30);
    }

    /** With 8 bits of precision, numbers from 256 to 512 are even. */
    @ParameterizedTest
    @CsvSource({
        "256, 256",
        "257, 256",
        "257.001, 258",
        "258.999, 258",
        "259, 260",
        "-257, -256",
        "-259, -260",
        "511.5, 512",
        "0, 0",
        "1e-30, 9.98402083e-31"
    })
    void shouldRoundToTheNearestOrElseToTheEvenOne(float number, float rounded) {
        assertThat(values(Factors.pairs(new float[] {number, number}, 1))).containsExactly(rounded, rounded);
    }

    private static float[] values(short[] bfloat16) {
        float[] values = new float[bfloat16.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.intBitsToFloat(bfloat16[i] << Short.SIZE);
        }
        return values;
    }
}
