package io.actionstream.model.avx512;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What filters write, each lane of a vector a convolution of its own. */
@WhereThereIsAvx512
class FilterTest {
    private static final int LANES = Assembler.LANES;
    private static final float BIAS = 0.25f;
    private static final double[] TAPS = {0.3, -1.1, 0.7};

    static Stream<Filter> filters() {
        return Stream.of(new FourOutputs(), new SixOutputs(), new SevenOutputs());
    }

    @ParameterizedTest
    @MethodSource("filters")
    void shouldConvolve(Filter filter) {
        float[] inputs = random(filter.points());
        float[] values = run(filter, Way.INPUT, inputs, filter.points());
        float[] products = new float[values.length];
        for (int i = 0; i < products.length; i++) {
            products[i] = (float) (weight(filter, i / LANES) * values[i]);
        }
        float[] outputs = run(filter, Way.OUTPUT, products, filter.outputs());
        for (int i = 0; i < outputs.length; i++) {
            double expected = BIAS;
            for (int tap = 0; tap < Filter.TAPS; tap++) {
                expected += TAPS[tap] * inputs[i + tap * LANES];
            }
            assertThat((double) outputs[i]).isCloseTo(expected, within(2e-5));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 7, 8, 14, 28, 56, 112})
    void shouldBeChosenForTheFewestProducts(int outputs) {
        Filter chosen = Winograd.columns(outputs);
        assertThat(chosen.tiles(outputs) * chosen.outputs()).isGreaterThanOrEqualTo(outputs);
        assertThat(Winograd.OVER_WIDTH)
                .allSatisfy(filter -> assertThat(chosen.tiles(outputs) * chosen.points())
                        .isLessThanOrEqualTo(filter.tiles(outputs) * filter.points()));
    }

    private static double weight(Filter filter, int point) {
        return IntStream.range(0, Filter.TAPS)
                .mapToDouble(tap -> filter.weights()[point][tap] * TAPS[tap])
                .sum();
    }

    private static float[] random(int vectors) {
        Random random = new Random(vectors);
        float[] numbers = new float[vectors * LANES];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = random.nextFloat() - 0.5f;
        }
        return numbers;
    }

    private enum Way {
        INPUT,
        OUTPUT
    }

    private static float[] run(Filter filter, Way way, float[] from, int vectors) {
        Plan plan = new Plan(Factors.FLOAT32);
        Place source = plan.clip().take((long) from.length * Float.BYTES);
        Place target = plan.clip().take((long) vectors * Assembler.VECTOR_BYTES);
        Place numbers = plan.constants().add(way == Way.INPUT ? Filter.INPUT_NUMBERS : Filter.OUTPUT_NUMBERS);
        float[] biases = new float[LANES];
        Arrays.fill(biases, BIAS);
        Place bias = plan.constants().add(biases);
        plan.pass(List.of(
                List.of(Call.of(new Transform(filter, way, from.length / LANES), source, target, numbers, bias))));
        NativeBlock constants = plan.constants().newMemory();
        plan.constants().write(constants);
        try (MachineCode code = new MachineCode(plan.calls());
                ClipMemory clip = new ClipMemory(new NativeBlock(plan.clip().bytes()));
                ThreadMemory thread = new ThreadMemory(plan)) {
            clip.block().pointer().write(source.bytes(), from, 0, from.length);
            thread.aim(constants, clip);
            code.run(0, thread.bases());
            return clip.block().pointer().getFloatArray(target.bytes(), vectors * LANES);
        } finally {
            constants.close();
        }
    }

    /** One transform of vectors in memory: its arguments are where they are, where the results go, numbers, and a bias. */
    private record Transform(Filter filter, Way way, int vectors) implements Kernel {
        private static final int FIRST = 2;
        private static final int SPARE = 18;

        @Override
        public int emit(Assembler asm) {
            int entry = asm.entry();
            for (int i = 0; i < vectors; i++) {
                asm.load(FIRST + i, Gpr.RDI.at(i * Assembler.VECTOR_BYTES));
            }
            if (way == Way.INPUT) {
                Filter.loadInputNumbers(asm, Gpr.RDX);
                filter.input(asm, Factors.FLOAT32, FIRST, Transform::result);
            } else {
                Filter.loadOutputNumbers(asm, Gpr.RDX);
                asm.load(Filter.BIAS, Gpr.RCX.at(0));
                filter.output(asm, FIRST, SPARE, Transform::result);
            }
            asm.ret();
            return entry;
        }

        private static Operand result(int i) {
            return Gpr.RSI.at(i * Assembler.VECTOR_BYTES);
        }
    }
}
