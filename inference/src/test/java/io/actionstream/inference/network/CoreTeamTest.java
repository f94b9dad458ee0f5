package io.actionstream.inference.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionstream.kernels.inference.InferenceNetwork;
import io.actionstream.model.network.VectorNetwork;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CoreTeamTest {
    private static final int CORES = 3;

    private CoreTeam team;

    @BeforeEach
    void gather() {
        team = team(CORES);
    }

    @AfterEach
    void close() {
        team.close();
    }

    @Test
    void shouldGiveAClipTheSameToTheBitAloneOrBesideOthersOrByOneThread() {
        List<byte[]> clips = SmallBuiltIn.clips(11);
        float[][] together = team.of(clips);
        assertThat(together).hasNumberOfRows(11);
        try (CoreTeam one = team(1)) {
            for (int i = 0; i < clips.size(); i++) {
                assertThat(together[i]).isEqualTo(team.of(List.of(clips.get(i)))[0]);
                assertThat(together[i]).isEqualTo(one.of(List.of(clips.get(i)))[0]);
            }
        }
    }

    @Test
    void shouldServeManyCallersAtTheSameTime() {
        List<byte[]> clips = SmallBuiltIn.clips(4);
        float[][] expected = team.of(clips);
        List<CompletableFuture<float[][]>> calls = IntStream.range(0, 200)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> team.of(clips.subList(i % 3, i % 3 + 2))))
                .toList();
        for (int i = 0; i < calls.size(); i++) {
            assertThat(calls.get(i).join()).isDeepEqualTo(new float[][] {expected[i % 3], expected[i % 3 + 1]});
        }
    }

    @Test
    void shouldThrowWhatIsWrongWithAClipAndGoOn() {
        List<byte[]> clips = new ArrayList<>(SmallBuiltIn.clips(3));
        float[][] expected = team.of(clips);
        clips.add(1, new byte[5]);
        assertThatThrownBy(() -> team.of(clips))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a clip has 1536 bytes, not 5");
        assertThat(team.of(SmallBuiltIn.clips(3))).isDeepEqualTo(expected);
    }

    @Test
    @Timeout(60)
    void shouldFailAClipRatherThanWaitForATaskThatFailed() {
        InferenceNetwork network = network(1);
        SharedClip withoutMemory = new SharedClip(network, new byte[0]);
        withoutMemory.help(network.newThreadMemory(), () -> false);
        withoutMemory.finish(network.newThreadMemory());
        assertThatThrownBy(withoutMemory::logits).isInstanceOf(NullPointerException.class);
    }

    @Test
    void shouldHaveNothingToDoForNoClip() {
        assertThat(team.of(Collections.emptyList())).isEmpty();
    }

    @Test
    void shouldRefuseClipsOnceClosed() {
        team.close();
        assertThatThrownBy(() -> team.of(SmallBuiltIn.clips(1))).isInstanceOf(CancellationException.class);
    }

    @Test
    void shouldFinishOrCancelWhatIsUnderWayWhenItIsClosed() {
        List<byte[]> clips = SmallBuiltIn.clips(400);
        CompletableFuture<float[][]> call = CompletableFuture.supplyAsync(() -> team.of(clips));
        team.close();
        try {
            assertThat(call.join()).hasNumberOfRows(400);
        } catch (CompletionException e) {
            assertThat(e).hasRootCauseInstanceOf(CancellationException.class);
        }
    }

    private static CoreTeam team(int cores) {
        return new CoreTeam(network(cores), cores);
    }

    private static InferenceNetwork network(int cores) {
        return VectorNetwork.of(SmallBuiltIn.checkpoint().weights(), SmallBuiltIn.SPEC, cores)
                .orElseThrow();
    }
}
