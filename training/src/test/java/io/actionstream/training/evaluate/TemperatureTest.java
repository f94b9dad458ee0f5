package io.actionstream.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.actionstream.training.evaluate.Evaluation.Judged;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemperatureTest {
    private static final List<String> LABELS = List.of("A", "B", "C", "D");

    /** Truths are drawn from a softmax at temperature 1, and the network's logits are so many times as large. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 3})
    void shouldFindTheTemperatureThatLogitsHave(double temperature) {
        Random random = new Random(5);
        List<Judged> samples = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            float[] honest = softmax(random, 1.5);
            samples.add(new Judged("v.avi", drawn(honest, random), Temperature.tempered(honest, 1 / temperature)));
        }
        Evaluation evaluation = new Evaluation(LABELS, samples);

        double fitted = Temperature.fit(evaluation);

        assertThat(fitted).isCloseTo(temperature, within(0.03 * temperature));
        assertThat(evaluation.at(fitted).loss()).isLessThanOrEqualTo(evaluation.loss());
        assertThat(Calibration.of(evaluation.at(fitted)).expectedError()).isLessThan(0.015);
        assertThat(evaluation.at(fitted).accuracy()).isEqualTo(evaluation.accuracy());
    }

    @Test
    void shouldBeWhereTheLossIsLeast() {
        Evaluation evaluation =
                new Evaluation(LABELS, List.of(judged(0, 0.97f), judged(0, 0.97f), judged(0, 0.97f), judged(1, 0.97f)));

        double fitted = Temperature.fit(evaluation);

        assertThat(evaluation.at(fitted).loss())
                .isLessThan(evaluation.at(fitted * 1.01).loss())
                .isLessThan(evaluation.at(fitted / 1.01).loss());
        assertThat(evaluation.at(fitted).samples().get(0).confidence()).isCloseTo(0.75f, within(1e-4f));
    }

    @Test
    void shouldDivideLogits() {
        float[] probabilities = {0.64f, 0.16f, 0.16f, 0.04f};
        assertThat(Temperature.tempered(probabilities, 2))
                .containsExactly(new float[] {0.8f / 1.8f, 0.4f / 1.8f, 0.4f / 1.8f, 0.2f / 1.8f}, within(1e-6f));
    }

    @Test
    void shouldTakeProbabilitiesThatAreTooSmallForAFloat() {
        float[] tempered = Temperature.tempered(new float[] {1, 0, 0, 0}, 2);
        assertThat(tempered[0]).isEqualTo(1);
        assertThat(tempered[1]).isBetween(0f, 1e-20f);
    }

    @Test
    void shouldRefuseSamplesThatAreAllRight() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Temperature.fit(new Evaluation(LABELS, List.of(judged(0, 0.6f), judged(0, 0.9f)))))
                .withMessage("no temperature between 0.01 and 100.0 fits the 2 samples, of which 2 are right:"
                        + " other or more videos are needed");
    }

    @Test
    void shouldRefuseSamplesThatAreAllWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Temperature.fit(new Evaluation(LABELS, List.of(judged(1, 0.6f), judged(2, 0.9f)))))
                .withMessageContaining("2 samples, of which 0 are right");
    }

    private static Judged judged(int truth, float ofFirst) {
        float rest = (1 - ofFirst) / 3;
        return new Judged("v.avi", truth, new float[] {ofFirst, rest, rest, rest});
    }

    private static float[] softmax(Random random, double spread) {
        float[] equal = {0.25f, 0.25f, 0.25f, 0.25f};
        for (int c = 0; c < equal.length; c++) {
            equal[c] *= (float) Math.exp(spread * random.nextGaussian());
        }
        return Temperature.tempered(equal, 1);
    }

    private static int drawn(float[] probabilities, Random random) {
        double left = random.nextDouble();
        int drawn = 0;
        while (drawn < probabilities.length - 1 && left >= probabilities[drawn]) {
            left -= probabilities[drawn];
            drawn++;
        }
        return drawn;
    }
}
