package io.actionstream.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.pytorch.jni.JniUtils;
import io.actionstream.model.network.Torch;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CpuLanesTest {
    private static final int CORES = 4;

    @BeforeAll
    static void loadEngine() {
        Torch.engine();
    }

    /** Answers a clip with its first byte and the cores that its lane has. */
    private static class Echo implements ForwardPass {

        @Override
        public float[][] of(List<byte[]> clips) {
            return clips.stream().map(this::answer).toArray(float[][]::new);
        }

        float[] answer(byte[] clip) {
            return new float[] {clip[0], JniUtils.getNumThreads()};
        }

        @Override
        public void close() {}
    }

    @Test
    void shouldGiveALoneClipAllCores() {
        try (CpuLanes lanes = new CpuLanes(CORES, Echo::new)) {
            assertThat(lanes.of(clips(1))).isDeepEqualTo(new float[][] {{0, CORES}});
        }
    }

    @Test
    void shouldKeepTheOrderOfMoreClipsThanCores() {
        try (CpuLanes lanes = new CpuLanes(CORES, Echo::new)) {
            float[][] results = lanes.of(clips(11));
            assertThat(results).hasNumberOfRows(11);
            for (int i = 0; i < results.length; i++) {
                assertThat(results[i][0]).isEqualTo(i);
            }
        }
    }

    @Test
    void shouldWorkOnAsManyClipsAtTheSameTimeAsThereAreCoresEachWithOne() {
        CyclicBarrier together = new CyclicBarrier(CORES);
        ForwardPass waiting = new Echo() {
            @Override
            float[] answer(byte[] clip) {
                try {
                    together.await(10, TimeUnit.SECONDS);
                } catch (Exception e) {
                    throw new IllegalStateException("alone", e);
                }
                return super.answer(clip);
            }
        };
        try (CpuLanes lanes = new CpuLanes(CORES, () -> waiting)) {
            assertThat(lanes.of(clips(CORES))).isDeepEqualTo(new float[][] {{0, 1}, {1, 1}, {2, 1}, {3, 1}});
        }
    }

    @Test
    void shouldThrowWhatAShareThrewAndGoOn() {
        ForwardPass picky = new Echo() {
            @Override
            float[] answer(byte[] clip) {
                if (clip[0] == 2) {
                    throw new IllegalArgumentException("clip 2");
                }
                return super.answer(clip);
            }
        };
        try (CpuLanes lanes = new CpuLanes(CORES, () -> picky)) {
            assertThatThrownBy(() -> lanes.of(clips(4)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("clip 2");
            assertThat(lanes.of(clips(2))).hasNumberOfRows(2);
        }
    }

    @Test
    void shouldHaveNothingToDoForNoClip() {
        try (CpuLanes lanes = new CpuLanes(CORES, Echo::new)) {
            assertThat(lanes.of(Collections.emptyList())).isEmpty();
        }
    }

    private static List<byte[]> clips(int count) {
        return IntStream.range(0, count).mapToObj(i -> new byte[] {(byte) i}).toList();
    }
}
