package io.actionstream.inference.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KernelWarmUpTest {

    @Test
    void shouldCompileTheKernelsForClipsOfAnyLength() {
        KernelWarmUp.kernels(SmallBuiltIn.checkpoint().weights(), SmallBuiltIn.SPEC);
    }

    @Test
    void shouldEndWhenJavaCompilesNothingOrNeverStopsCompiling() {
        AtomicInteger clips = new AtomicInteger();

        KernelWarmUp.untilCompiled(clips::incrementAndGet);

        assertThat(clips.get()).isBetween(4, 30);
    }
}
