package io.actionstream.model.avx512;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written, each lane of a vector a transform of its own, beside the definition. */
@WhereThereIsAvx512
class CosineSumsTest {
    private static final int LANES = Assembler.LANES;
    private static final int BYTES = 2048;

    /** In one direction a transform of eight points has halves of the coefficients, but of the first less. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void shouldTransformByTheDefinition(int points) {
        float[] coefficients = random(points);
        float[] scaled = coefficients.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= (float) CosineSums.scale(points, i / LANES);
        }

        float[] pixels = run(points, scaled);

        for (int lane = 0; lane < LANES; lane++) {
            for (int j = 0; j < points; j++) {
                double expected = coefficients[lane] / Math.sqrt(8);
                for (int i = 1; i < points; i++) {
                    expected += coefficients[i * LANES + lane] / 2 * Math.cos((2 * j + 1) * i * Math.PI / (2 * points));
                }
                assertThat((double) pixels[j * LANES + lane]).isCloseTo(expected, within(1e-3));
            }
        }
    }

    private static float[] random(int points) {
        Random random = new Random(points);
        float[] numbers = new float[points * LANES];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = random.nextFloat(-1024, 1024);
        }
        return numbers;
    }

    private static float[] run(int points, float[] from) {
        Call call = Call.of(new Transform(points), new Place(Base.SCRATCH, 0));
        try (Memory memory = new Memory(BYTES);
                MachineCode code = new MachineCode(List.of(List.of(call)))) {
            float[] cosines = CosineSums.cosines();
            memory.setLong((long) Base.SCRATCH.ordinal() * Long.BYTES, Pointer.nativeValue(memory));
            memory.write(Transform.COSINES, cosines, 0, cosines.length);
            memory.write(Transform.VALUES_AT, from, 0, from.length);
            code.run(0, Pointer.nativeValue(memory));
            return memory.getFloatArray(Transform.VALUES_AT, from.length);
        }
    }

    /** Transforms vectors in memory, in place. */
    private record Transform(int points) implements Kernel {
        static final int COSINES = Base.BYTES;
        static final int VALUES_AT = COSINES + Assembler.VECTOR_BYTES;

        @Override
        public int emit(Assembler asm) {
            int entry = asm.entry();
            CosineSums.load(asm, Gpr.RDI.at(COSINES));
            for (int i = 0; i < points; i++) {
                asm.load(i, value(i));
            }
            CosineSums.emit(asm, points);
            for (int i = 0; i < points; i++) {
                asm.store(value(i), i);
            }
            asm.ret();
            return entry;
        }

        private static Operand value(int i) {
            return Gpr.RDI.at(VALUES_AT + i * Assembler.VECTOR_BYTES);
        }
    }
}
