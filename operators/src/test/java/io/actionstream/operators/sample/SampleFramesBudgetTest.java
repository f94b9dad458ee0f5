package io.actionstream.operators.sample;

import static io.actionstream.operators.testing.CameraFixture.GATE;
import static io.actionstream.operators.testing.CameraFixture.YARD;
import static io.actionstream.operators.testing.CameraFixture.end;
import static io.actionstream.operators.testing.CameraFixture.frame;
import static io.actionstream.operators.testing.CameraFixture.origin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.actionstream.model.clip.SamplingRules;
import io.actionstream.operators.records.CameraFrame;
import io.actionstream.operators.records.RejectReason;
import io.actionstream.operators.records.Rejected;
import io.actionstream.operators.records.SampledFrame;
import io.actionstream.operators.testing.MetricsFixture;
import io.actionstream.operators.testing.RecordedMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three cameras may be buffered, and frames of 40,000 bytes, 10,000 of one camera. */
class SampleFramesBudgetTest {

    private static final int LARGE = 3900;

    private final RecordedMetrics metrics = new RecordedMetrics();
    private OneInputStreamOperatorTestHarness<CameraFrame, SampledFrame> harness;

    @BeforeEach
    void openHarness() throws Exception {
        harness = harness();
        harness.open();
    }

    @AfterEach
    void closeHarness() throws Exception {
        harness.close();
    }

    @Test
    void shouldRefuseTheFramesOfTheNewestCameraAndGoOnWithTheOthers() throws Exception {
        read(frame("a", 1000), frame("b", 1000), frame("c", 1000), frame("d", 1000), end("d", 1040), frame("a", 1200));

        assertThat(lines()).containsExactly("a at 1000");
        Rejected refused = rejected().get(0);
        assertThat(refused)
                .isEqualTo(new Rejected(
                        "d", null, RejectReason.TOO_MANY_CAMERAS, "a subtask has 3 cameras already", origin(1000)));
        assertThat(rejected()).hasSize(1);
        assertThat(count("framesRefused")).isEqualTo(1);
        assertThat(metrics.count("reason=too-many-cameras", "recordsRejected")).isEqualTo(1);
        assertThat(active()).isEqualTo(3);
    }

    @Test
    void shouldGiveAPlaceToANewCameraWhenOneHasEnded() throws Exception {
        read(frame("a", 1000), end("a", 1040), frame("b", 1000), frame("c", 1000));
        harness.setProcessingTime(200);

        read(frame("d", 1000));

        assertThat(rejected()).isEmpty();
        assertThat(active()).isEqualTo(3);
        assertThat(harness.getProcessingTimeService().getNumActiveTimers()).isEqualTo(3);
        harness.setProcessingTime(60_200);
        assertThat(active()).isZero();
    }

    @Test
    void shouldNotTakeThePlaceOfACameraThatHasEndedAndSpeaksAgain() throws Exception {
        read(frame("a", 1000), end("a", 1040), frame("b", 1000), frame("c", 1000));
        harness.setProcessingTime(200);
        read(frame("a", 2000));

        read(frame("d", 1000));

        assertThat(rejected()).extracting(Rejected::camera).containsExactly("d");
    }

    @Test
    void shouldGiveAPlaceToANewCameraWhenOneHasBeenIdle() throws Exception {
        read(frame("a", 1000), frame("b", 1000), frame("c", 1000));
        harness.setProcessingTime(60_000);

        read(frame("d", 1000));

        assertThat(rejected()).isEmpty();
    }

    @Test
    void shouldStayBoundedWhateverNamesCome() throws Exception {
        for (int i = 0; i < 2000; i++) {
            read(frame("a", 1000 + 40 * i), frame("random-" + i, 1000), end("random-" + i, 1000));
            if (i % 25 == 0) {
                harness.setProcessingTime(harness.getProcessingTime() + 1000);
            }
            assertThat(active()).isLessThanOrEqualTo(3);
            assertThat(harness.getProcessingTimeService().getNumActiveTimers()).isLessThan(20);
        }
        assertThat(lines()).filteredOn(line -> line.startsWith("a at")).hasSize(133);
    }

    @Test
    void shouldTakeTheEarliestFrameOfAGreedyCamera() throws Exception {
        read(frame(YARD, 1000), large(GATE, 1000), large(GATE, 1010), frame(YARD, 1010));
        assertThat(rejected()).isEmpty();

        read(large(GATE, 1020));

        assertThat(rejected())
                .containsExactly(new Rejected(
                        GATE,
                        null,
                        RejectReason.TOO_MANY_HELD_BYTES,
                        "a subtask holds frames of 40000 bytes, a quarter of one camera",
                        origin(1000)));
        assertThat(count("framesEvicted")).isEqualTo(1);
        assertThat(metrics.count("reason=too-many-held-bytes", "recordsRejected"))
                .isEqualTo(1);
        assertThat(((Gauge<?>) metrics.get("heldBytes")).getValue()).isEqualTo(9820L);
    }

    @Test
    void shouldSampleAsIfTheFrameHadNeverCome() throws Exception {
        read(large(GATE, 1000), large(GATE, 1010), large(GATE, 1020), frame(GATE, 1220));

        assertThat(lines()).containsExactly("gate-1 at 1010");
        read(frame(GATE, 1610), frame(GATE, 1810));
        assertThat(lines()).containsExactly("gate-1 at 1010", "gate-1 at 1610");
    }

    @Test
    void shouldStillEndTheSessionWhereItsMarkerStands() throws Exception {
        read(frame(GATE, 1000), frame(GATE, 1200), end(GATE, 1230), large(GATE, 1240), large(GATE, 1250));
        read(large(GATE, 1260), large(GATE, 1270));

        harness.setProcessingTime(200);

        assertThat(lines()).startsWith("gate-1 at 1000", "gate-1 end of 1000 at 1230");
    }

    @Test
    void shouldTakeFromTheNewestCameraWhenNoneIsGreedy() throws Exception {
        harness.close();
        harness = harness(new CameraBudget(100, 10_200));
        harness.open();
        for (int i = 0; i < 20; i++) {
            read(frame("camera-" + i, 1000));
        }
        assertThat(rejected()).isEmpty();

        read(frame("camera-20", 1000), frame("camera-21", 1000));

        assertThat(rejected()).extracting(Rejected::camera).containsExactly("camera-20", "camera-21");
    }

    @Test
    void shouldGoOnWithEveryRestoredCamera() throws Exception {
        read(frame("a", 1000), frame("b", 1000), frame("c", 1000));
        OperatorSubtaskState state = harness.snapshot(1, 1);
        harness.close();

        harness = harness(new CameraBudget(1, 100));
        harness.initializeState(state);
        harness.open();
        read(frame("d", 1000), frame("a", 1200), frame("b", 1200), frame("e", 1000));

        assertThat(rejected())
                .filteredOn(rejected -> rejected.reason().equals(RejectReason.TOO_MANY_CAMERAS))
                .extracting(Rejected::camera)
                .containsExactly("e");
    }

    @Test
    void shouldRefuseABudgetOfNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CameraBudget(0, 1))
                .withMessage("cameras must be at least 1, not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CameraBudget(1, -1))
                .withMessage("heldBytes must be at least 0, not -1");
    }

    private void read(CameraFrame... frames) throws Exception {
        for (CameraFrame frame : frames) {
            harness.processElement(frame, 0);
        }
    }

    private static CameraFrame large(String camera, long timestamp) {
        CameraFrame small = frame(camera, timestamp);
        return new CameraFrame(camera, timestamp, new byte[LARGE], null, small.arrival(), small.origin());
    }

    private List<String> lines() {
        return harness.extractOutputValues().stream()
                .map(sampled -> sampled.camera()
                        + (sampled.frame().endsSession() ? " end of " + sampled.session() : "") + " at "
                        + sampled.frame().timestamp())
                .toList();
    }

    private List<Rejected> rejected() {
        var output = harness.getSideOutput(SampleFrames.REJECTED);
        return output == null
                ? List.of()
                : new ArrayList<>(output.stream().map(StreamRecord::getValue).toList());
    }

    private long count(String counter) {
        return ((Counter) metrics.get(counter)).getCount();
    }

    private int active() {
        return (int) ((Gauge<?>) metrics.get("camerasActive")).getValue();
    }

    private OneInputStreamOperatorTestHarness<CameraFrame, SampledFrame> harness() throws Exception {
        return harness(new CameraBudget(3, 40_000));
    }

    private OneInputStreamOperatorTestHarness<CameraFrame, SampledFrame> harness(CameraBudget budget) throws Exception {
        return new OneInputStreamOperatorTestHarness<>(
                new SampleFrames(600, SamplingRules.DEFAULT, Duration.ofMinutes(1), budget),
                MetricsFixture.environment(metrics));
    }
}
