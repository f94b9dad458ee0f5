package io.actionstream.operators.classify;

import static io.actionstream.operators.testing.CameraFixture.GATE;
import static io.actionstream.operators.testing.CameraFixture.origin;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.inference.ClassificationService;
import io.actionstream.inference.ClipResult;
import io.actionstream.inference.ClipTimes;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.operators.budget.ByteBudget;
import io.actionstream.operators.records.CameraFrame;
import io.actionstream.operators.records.Classified;
import io.actionstream.operators.records.Clip;
import io.actionstream.operators.testing.MetricsFixture;
import io.actionstream.operators.testing.RecordedMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.function.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ten clips may be in flight, and 10,000 bytes. */
@Timeout(20)
class ClassifyWithinBudgetTest {

    private final List<CompletableFuture<ClipResult>> submitted = new ArrayList<>();
    private final RecordedMetrics metrics = new RecordedMetrics();
    private OneInputStreamOperatorTestHarness<Clip, Classified> harness;

    @BeforeEach
    void openHarness() throws Exception {
        var limits = new ClassifyLimits(10, 10_000, Duration.ofMinutes(1));
        harness = new OneInputStreamOperatorTestHarness<>(
                new ClassifyFactory(new ClassifyClips(Service::new, 1), limits),
                TypeInformation.of(Clip.class).createSerializer(new SerializerConfigImpl()),
                MetricsFixture.environment(metrics));
        harness.open();
    }

    @AfterEach
    void closeHarness() throws Exception {
        submitted.forEach(clip -> clip.cancel(false));
        harness.close();
    }

    @Test
    void shouldHaveClipsInFlightWithinTheBudget() throws Exception {
        process(4000);
        process(6000);

        assertThat(submitted).hasSize(2);
    }

    @Test
    void shouldShowTheClipsInFlightAndTheirTimes() throws Exception {
        process(4000);
        process(6000);
        assertThat(metrics.value("clipsInFlight")).isEqualTo(2);
        assertThat(metrics.value("inFlightBytes")).isEqualTo(10_000L);

        submitted
                .get(0)
                .complete(new ClipResult(
                        new float[] {1},
                        Map.of(),
                        List.of("Archery"),
                        List.of(),
                        "v1",
                        new ClipTimes(1, 2_000_000, 3_000_000, 1, 1)));
        assertThat(metrics.value("clipsInFlight")).isEqualTo(1);
        assertThat(metrics.values("decodeMicros")).containsExactly(2000);
        assertThat(metrics.values("inferenceMicros")).containsExactly(3000);

        submitted.get(1).completeExceptionally(new IllegalStateException("no memory"));
        assertThat(metrics.value("clipsInFlight")).isEqualTo(0);
        assertThat(metrics.values("decodeMicros")).hasSize(1);
    }

    @Test
    void shouldWaitWithTheNextClipUntilItsBytesHaveRoom() throws Exception {
        process(4000);
        process(6000);
        List<Integer> clipsBefore = new ArrayList<>();
        mail(() -> {
            clipsBefore.add(submitted.size());
            answer(1);
        });

        process(5000);

        assertThat(clipsBefore).containsExactly(2);
        assertThat(submitted).hasSize(3);
    }

    @Test
    void shouldHaveAClipThatIsTooLargeGoAlone() throws Exception {
        process(50_000);
        assertThat(submitted).hasSize(1);
        mail(() -> answer(0));

        process(600);

        assertThat(submitted).hasSize(2);
    }

    @Test
    void shouldHaveRoomAgainWhenAClipTookTooLong() throws Exception {
        process(10_000);
        mail(() -> harness.setProcessingTime(60_000));

        process(10_000);

        assertThat(submitted).hasSize(2);
        assertThat(submitted.get(0)).isCancelled();
    }

    /** Something that happens while the operator waits, and not before. */
    private void mail(ThrowingRunnable<Exception> event) {
        harness.getTaskMailbox().put(new Mail(event, TaskMailbox.MAX_PRIORITY, "event"));
    }

    private void process(int bytes) throws Exception {
        byte[] image = new byte[bytes - ByteBudget.FRAME_BYTES];
        CameraFrame frame = new CameraFrame(GATE, 1000, image, null, 1005, origin(1000));
        harness.processElement(new Clip(GATE, 1000, 6400, List.of(frame), new int[10], null, 1005), 0);
    }

    private void answer(int clip) {
        submitted.get(clip).complete(new ClipResult(new float[] {1}, Map.of(), List.of("Archery"), "v1"));
    }

    private final class Service implements ClassificationService {

        @Override
        public ClipSpec spec() {
            return ClipSpec.TUTORIAL;
        }

        @Override
        public CompletableFuture<ClipResult> submit(List<byte[]> images, int[] positions) {
            CompletableFuture<ClipResult> result = new CompletableFuture<>();
            submitted.add(result);
            return result;
        }

        @Override
        public void close() {}
    }
}
