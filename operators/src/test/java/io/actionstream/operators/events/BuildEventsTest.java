package io.actionstream.operators.events;

import static io.actionstream.operators.testing.CameraFixture.GATE;
import static io.actionstream.operators.testing.CameraFixture.YARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.model.events.ClassifiedClip;
import io.actionstream.model.events.Event;
import io.actionstream.model.events.Event.Phase;
import io.actionstream.model.events.EventOptions;
import io.actionstream.operators.records.ClipAnswer;
import io.actionstream.operators.records.NextClip;
import io.actionstream.operators.testing.RecordedMetrics;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clips last for 5400 ms. A clip is archery for sure, or surely not. */
class BuildEventsTest {

    private static final EventOptions OPTIONS =
            new EventOptions(1, 0.6, 0.4, Duration.ZERO, Duration.ZERO, Duration.ofHours(1), 0.5);
    private static final int MAX_PARALLELISM = 16;

    private final RecordedMetrics metrics = new RecordedMetrics();
    private KeyedTwoInputStreamOperatorTestHarness<String, NextClip, ClipAnswer, Event> harness;

    @BeforeEach
    void openHarness() throws Exception {
        harness = harness(1, 0);
        harness.open();
    }

    @AfterEach
    void closeHarness() throws Exception {
        harness.close();
    }

    @Test
    void shouldTellAnEventOnceItsClipIsAnswered() throws Exception {
        next(GATE, 0);
        assertThat(events()).isEmpty();

        archery(GATE, 0);

        assertThat(events())
                .containsExactly(new Event(GATE + "/0/Archery", GATE, Phase.START, "Archery", 0, 5400, 1, 1, 1, "v1"));
    }

    @Test
    void shouldTakeAnswersInTheOrderOfCaptureWhateverTheirOwn() throws Exception {
        next(GATE, 0);
        next(GATE, 6000);
        next(GATE, 12_000);

        other(GATE, 12_000);
        archery(GATE, 6000);
        assertThat(events()).isEmpty();

        archery(GATE, 0);
        assertThat(events()).extracting(Event::phase).containsExactly(Phase.START, Phase.END);
        assertThat(events()).extracting(Event::start).containsOnly(0L);
        assertThat(events()).extracting(Event::end).containsExactly(5400L, 11_400L);
    }

    @Test
    void shouldTakeAnAnswerThatOvertakesTheWordOfItsClip() throws Exception {
        archery(GATE, 0);
        assertThat(events()).isEmpty();

        next(GATE, 0);
        assertThat(events()).hasSize(1);
    }

    @Test
    void shouldNotWaitForAClipThatWasRejected() throws Exception {
        next(GATE, 0);
        next(GATE, 6000);
        next(GATE, 12_000);
        archery(GATE, 0);
        archery(GATE, 12_000);

        rejected(GATE, 6000);
        end(GATE);

        assertThat(events()).extracting(Event::phase).containsExactly(Phase.START, Phase.END);
        assertThat(events().get(1).end()).isEqualTo(17_400);
        assertNothingIsLeft();
    }

    @Test
    void shouldEndEventsWhenTheSessionEndsAndNotBeforeItsClipsAreAnswered() throws Exception {
        next(GATE, 0);
        next(GATE, 6000);
        end(GATE);
        archery(GATE, 0);
        assertThat(events()).extracting(Event::phase).containsExactly(Phase.START);

        archery(GATE, 6000);
        assertThat(events()).extracting(Event::phase).containsExactly(Phase.START, Phase.END);
        assertThat(events().get(1).clips()).isEqualTo(2);
        assertNothingIsLeft();
    }

    @Test
    void shouldMakeTheNextSessionWaitForTheOneBefore() throws Exception {
        next(GATE, 60_000);
        end(GATE);
        next(GATE, 0); // the clock was set back
        archery(GATE, 0);
        assertThat(events()).isEmpty();

        archery(GATE, 60_000);
        assertThat(events()).extracting(Event::start).containsExactly(60_000L, 60_000L, 0L);
    }

    @Test
    void shouldAnswerEachOfTwoClipsOfTheSameTime() throws Exception {
        for (int session = 0; session < 2; session++) { // the same film, sent again
            next(GATE, 0);
            end(GATE);
        }
        archery(GATE, 0);
        archery(GATE, 0);

        assertThat(events()).extracting(Event::phase).containsExactly(Phase.START, Phase.END, Phase.START, Phase.END);
        assertNothingIsLeft();
    }

    @Test
    void shouldTellCamerasApart() throws Exception {
        next(GATE, 0);
        next(YARD, 0);
        archery(YARD, 0);

        assertThat(events()).extracting(Event::camera).containsExactly(YARD);
    }

    @Test
    void shouldLeaveNothingOfASessionWithoutClips() throws Exception {
        end(GATE);

        assertThat(events()).isEmpty();
        assertNothingIsLeft();
    }

    @Test
    void shouldHoldNothingButTheSessionWhileAllIsAnswered() throws Exception {
        for (long start = 0; start < 600_000; start += 6000) {
            next(GATE, start);
            archery(GATE, start);
        }

        assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    }

    @Test
    void shouldIgnoreAndCountAClipThatIsOlderThanTheOneBeforeIt() throws Exception {
        next(GATE, 6000);
        next(GATE, 0);
        other(GATE, 6000);
        archery(GATE, 0);

        assertThat(events()).isEmpty();
        assertThat(metrics.count("clipsIgnored")).isEqualTo(1);
    }

    @Test
    void shouldCountEventsByLabelOnceEach() throws Exception {
        for (long start = 0; start < 30_000; start += 6000) {
            next(GATE, start);
        }
        other(GATE, 0);
        assertThat(metrics.groups()).containsExactly("label=Archery"); // idle is background
        assertThat(metrics.count("label=Archery", "eventsStarted")).isZero();

        archery(GATE, 6000);
        archery(GATE, 12_000);
        other(GATE, 18_000);
        archery(GATE, 24_000);
        assertThat(metrics.count("label=Archery", "eventsStarted")).isEqualTo(2);
    }

    @Test
    void shouldCountClipsThatAreUnknown() throws Exception {
        for (long start = 0; start < 24_000; start += 6000) {
            next(GATE, start);
        }
        answer(GATE, 0, 0.8f);
        answer(GATE, 6000, 0.2f); // idle, which is background, is known
        rejected(GATE, 12_000);
        assertThat(metrics.count("clipsUnknown")).isZero();

        var clip = new ClassifiedClip(
                18_000, 23_400, List.of("A", "B", "C"), new float[] {0.4f, 0.3f, 0.3f}, List.of(), "v2");
        harness.processElement2(new ClipAnswer(GATE, 18_000, clip), 0);
        assertThat(metrics.count("clipsKnown")).isEqualTo(2);
        assertThat(metrics.count("clipsUnknown")).isEqualTo(1);
    }

    @Test
    void shouldGoOnAtAnotherParallelism() throws Exception {
        next(GATE, 0);
        next(GATE, 6000);
        next(GATE, 12_000);
        archery(GATE, 0);
        other(GATE, 12_000); // waits
        assertThat(events()).extracting(Event::phase).containsExactly(Phase.START);
        OperatorSubtaskState state = AbstractStreamOperatorTestHarness.repackageState(harness.snapshot(1, 1));

        List<Event> after = List.of();
        for (int subtask = 0; subtask < 3; subtask++) {
            harness.close();
            harness = harness(3, subtask);
            harness.initializeState(
                    AbstractStreamOperatorTestHarness.repartitionOperatorState(state, MAX_PARALLELISM, 1, 3, subtask));
            harness.open();
            if (harness.numKeyedStateEntries() > 0) {
                archery(GATE, 6000);
                end(GATE);
                after = events();
                assertNothingIsLeft();
            }
        }

        assertThat(after)
                .containsExactly(new Event(GATE + "/0/Archery", GATE, Phase.END, "Archery", 0, 11_400, 1, 1, 2, "v1"));
    }

    @Test
    void shouldBeginEmptyWithASavepointThatHasNoEvents() throws Exception {
        next(GATE, 54_000); // the first of the camera's clips that was assembled since
        archery(GATE, 54_000);
        end(GATE);

        assertThat(events()).extracting(Event::start).containsOnly(54_000L);
        assertNothingIsLeft();
    }

    private void next(String camera, long start) throws Exception {
        harness.processElement1(new NextClip(camera, start, false), 0);
    }

    private void end(String camera) throws Exception {
        harness.processElement1(NextClip.sessionEnd(camera), 0);
    }

    private void archery(String camera, long start) throws Exception {
        answer(camera, start, 1);
    }

    private void other(String camera, long start) throws Exception {
        answer(camera, start, 0);
    }

    private void rejected(String camera, long start) throws Exception {
        harness.processElement2(new ClipAnswer(camera, start, null), 0);
    }

    private void answer(String camera, long start, float archery) throws Exception {
        var clip = new ClassifiedClip(
                start,
                start + 5400,
                List.of("Archery", "Idle"),
                new float[] {archery, 1 - archery},
                List.of("Idle"),
                "v1");
        harness.processElement2(new ClipAnswer(camera, start, clip), 0);
    }

    private List<Event> events() {
        return harness.extractOutputValues();
    }

    private void assertNothingIsLeft() {
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numProcessingTimeTimers()).isZero();
    }

    private KeyedTwoInputStreamOperatorTestHarness<String, NextClip, ClipAnswer, Event> harness(
            int parallelism, int subtask) throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new BuildEvents(OPTIONS)) {
                    @Override
                    public InternalOperatorMetricGroup getMetricGroup() {
                        return BuildEventsTest.this.metrics;
                    }
                },
                NextClip::camera,
                ClipAnswer::camera,
                Types.STRING,
                MAX_PARALLELISM,
                parallelism,
                subtask);
    }
}
