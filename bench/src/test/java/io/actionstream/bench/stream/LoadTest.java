package io.actionstream.bench.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoadTest {

    @Test
    void shouldCountWholeClipsAndAllFrames() {
        Load load = new Load(3, 20);

        assertThat(load.clips()).isEqualTo(9);
        assertThat(load.framesOfOne()).isEqualTo(500);
        assertThat(load.frames()).isEqualTo(1_500);
    }

    @Test
    void shouldCountNoClipThatDoesNotEnd() {
        assertThat(new Load(3, 5).clips()).isZero();
    }

    @Test
    void shouldSpreadTheFirstFramesOverAClipsTime() {
        Load load = new Load(4, 20);

        assertThat(new long[] {load.delayMillis(0), load.delayMillis(1), load.delayMillis(3)})
                .containsExactly(0, 1_500, 4_500);
    }
}
