package io.actionstream.kernels.stem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PixelFloatsTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16, 48, 67, 700})
    void shouldGiveTheSameWithVectorsAsInPlainLoops(int count) {
        byte[] bytes = new byte[count + 3];
        new Random(count).nextBytes(bytes);
        float[] expected = new float[count + 9];
        float[] floats = new float[count + 9];
        new PlainPixelFloats().convert(bytes, 2, count, expected, 5);
        new VectorPixelFloats().convert(bytes, 2, count, floats, 5);
        assertThat(floats).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 48, 112, 224})
    void shouldSeparateColoursAsInPlainLoops(int pixels) {
        int plane = pixels + 7;
        float[] expected = new float[3 * pixels + 3 * plane];
        for (int i = 0; i < 3 * pixels; i++) {
            expected[i] = i;
        }
        float[] floats = expected.clone();
        new PlainPixelFloats().separate(expected, 0, pixels, 3 * pixels, plane);
        new VectorPixelFloats().separate(floats, 0, pixels, 3 * pixels, plane);
        assertThat(floats).isEqualTo(expected);
    }
}
