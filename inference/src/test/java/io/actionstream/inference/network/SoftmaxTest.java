package io.actionstream.inference.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SoftmaxTest {

    @Test
    void shouldDivideByTheSumOfExponentials() {
        float[] probabilities = Softmax.of(new float[] {0, (float) Math.log(2), (float) Math.log(5)});
        assertThat(probabilities).containsExactly(new float[] {0.125f, 0.25f, 0.625f}, within(1e-6f));
    }

    @Test
    void shouldNotOverflow() {
        assertThat(Softmax.of(new float[] {1e30f, -1e30f})).containsExactly(1, 0);
    }

    @Test
    void shouldTellWhatIsNoNumber() {
        assertThat(Softmax.of(new float[] {1, Float.NaN})).containsOnly(Float.NaN);
    }
}
