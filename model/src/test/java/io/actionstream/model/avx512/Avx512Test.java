package io.actionstream.model.avx512;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Padding;
import io.actionstream.model.network.Precision;
import io.actionstream.model.network.TestWeights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class Avx512Test {

    @AfterEach
    void forget() {
        System.clearProperty(Avx512.PROPERTY);
    }

    @Test
    void shouldBeWantedWhereItIsSupported() {
        assertThat(Avx512.isWanted(ClipSpec.TUTORIAL)).isEqualTo(Avx512.isSupported());
    }

    @Test
    void shouldGiveNothingWhenItIsTurnedOff() {
        System.setProperty(Avx512.PROPERTY, "false");
        assertThat(Avx512.isWanted(ClipSpec.TUTORIAL)).isFalse();
        assertThat(Avx512Network.compile(TestWeights.lively(3), ClipSpec.TUTORIAL, 1))
                .isEmpty();
        assertThat(Avx512Training.compile(TestWeights.lively(3), ClipSpec.TUTORIAL, 1))
                .isEmpty();
    }

    @Test
    void shouldLeaveFloat16ToPyTorch() {
        assertThat(Avx512Network.compile(TestWeights.lively(3), ClipSpec.TUTORIAL, 1, Precision.FLOAT16))
                .isEmpty();
    }

    @Test
    void shouldSupportBfloat16OnlyWhereItSupportsFloat32() {
        assertThat(Avx512.isSupported() || !Avx512.isSupported(Precision.BFLOAT16))
                .isTrue();
    }

    @Test
    void shouldLeaveHugeClipsToPyTorch() {
        assertThat(Avx512.isWanted(new ClipSpec(10, 600, 2048, 2048, Padding.BLACK)))
                .isFalse();
    }
}
