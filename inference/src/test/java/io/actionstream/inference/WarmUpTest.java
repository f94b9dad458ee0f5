package io.actionstream.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.media.frame.ClipDecoder;
import io.actionstream.model.clip.ClipSpec;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    @Test
    void shouldHaveAPictureThatDecodes() {
        var clip = new ClipDecoder(ClipSpec.TUTORIAL)
                .decode(Collections.nCopies(10, WarmUp.picture()), new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9});

        assertThat(clip.broken()).isEmpty();
    }

    @Test
    void shouldCompileTheKernelsForClipsOfAnyLength() {
        WarmUp.kernels(DeviceClassifierTest.checkpoint().weights(), DeviceClassifierTest.SPEC);
    }

    @Test
    void shouldEndWhenJavaCompilesNothingOrNeverStopsCompiling() {
        AtomicInteger clips = new AtomicInteger();

        WarmUp.untilCompiled(clips::incrementAndGet);

        assertThat(clips.get()).isBetween(4, 30);
    }
}
