package io.actionstream.model.events;

import static io.actionstream.model.events.Event.Phase.END;
import static io.actionstream.model.events.Event.Phase.START;
import static io.actionstream.model.events.Event.Phase.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clips of 5 seconds begin every 6 seconds unless a test says otherwise; what is not archery is idle. */
class EventRulesTest {

    private static final List<String> LABELS = List.of("Archery", "Biking", "Idle");
    private static final List<String> BACKGROUND = List.of("Idle");

    private final List<Event> told = new ArrayList<>();
    private final OptionsFixture options = new OptionsFixture();
    private EventRules rules = new EventRules("gate", options.build(), told::add);
    private long next;

    @Test
    void shouldTellTheStartAndTheEndOfAnEvent() {
        see(0.1, 0.9, 0.8, 0.1);

        assertThat(told)
                .containsExactly(
                        new Event("gate/6000/Archery", "gate", START, "Archery", 6000, 11_000, 0.9f, 0.9f, 1, "v1"),
                        new Event("gate/6000/Archery", "gate", END, "Archery", 6000, 17_000, 0.85f, 0.9f, 2, "v1"));
    }

    @Test
    void shouldTellNothingOfALabelThatDoesNotReachEnter() {
        see(0.59, 0.59, 0.59);
        rules.sessionEnded();

        assertThat(told).isEmpty();
    }

    @Test
    void shouldGoOnBetweenExitAndEnter() {
        see(0.6, 0.41, 0.41);

        assertThat(told).extracting(Event::phase).containsExactly(START);
    }

    @Test
    void shouldEndBelowExit() {
        see(0.6, 0.41, 0.39);

        assertThat(told).extracting(Event::phase).containsExactly(START, END);
        assertThat(told.get(1).end()).isEqualTo(11_000);
    }

    @Test
    void shouldAverageTheLastClips() {
        with(options.smooth(3));
        see(0, 0, 0.95, 0.95);

        assertThat(told)
                .extracting(Event::start)
                .containsExactly(12_000L); // not where the average rose, but where clips did
        assertThat(told.get(0).clips()).isEqualTo(2);
    }

    @Test
    void shouldNotTakeOneClipOfSeveralForAnEvent() {
        with(options.smooth(3));
        see(0, 0, 1, 0, 0);

        assertThat(told).isEmpty();
    }

    @Test
    void shouldGoOnOverOneClipOfSeveral() {
        with(options.smooth(3));
        see(1, 1, 0, 1);
        rules.sessionEnded();

        assertThat(told).extracting(Event::phase).containsExactly(START, END);
        assertThat(told.get(1)).isEqualTo(event(END, 0, 23_000, 1, 1, 3));
    }

    @Test
    void shouldEndWithTheLastClipThatShowsTheLabelThoughTheAverageLags() {
        with(options.smooth(3).exit(0.3));
        see(1, 1, 0, 0, 0);

        assertThat(told.get(1)).isEqualTo(event(END, 0, 11_000, 1, 1, 2));
    }

    @Test
    void shouldAverageTheClipsThatThereAreWhenASessionBegins() {
        with(options.smooth(3));
        see(0.9);

        assertThat(told).extracting(Event::phase).containsExactly(START);
    }

    @Test
    void shouldTellOfNoEventBelowTheShortest() {
        with(options.minEvent(5001));
        see(0.9, 0);
        rules.sessionEnded();

        assertThat(told).isEmpty();
    }

    @Test
    void shouldTellOfTheShortestEvent() {
        with(options.minEvent(5000));
        see(0.9, 0);

        assertThat(told).extracting(Event::phase).containsExactly(START, END);
    }

    @Test
    void shouldTellTheStartOnceAnEventIsLongEnough() {
        with(options.minEvent(10_000));
        see(0.9);
        assertThat(told).isEmpty();

        see(0.9);
        assertThat(told).containsExactly(event(START, 0, 11_000, 0.9f, 0.9f, 2));
    }

    @Test
    void shouldJoinWhatIsCloserThanTheMergeGap() {
        with(options.mergeGap(7000));
        see(0.9, 0, 0.9); // back at 12000, 7000 after 5000
        rules.sessionEnded();

        assertThat(told).extracting(Event::phase).containsExactly(START, END);
        assertThat(told.get(1)).isEqualTo(event(END, 0, 17_000, 0.9f, 0.9f, 2));
    }

    @Test
    void shouldNotJoinWhatIsFurtherApart() {
        with(options.mergeGap(6999));
        see(0.9, 0, 0.9);

        assertThat(told).extracting(Event::phase).containsExactly(START, END, START);
        assertThat(told).extracting(Event::start).containsExactly(0L, 0L, 12_000L);
    }

    @Test
    void shouldWaitForTheMergeGapBeforeAnEventIsOver() {
        with(options.mergeGap(7000));
        see(0.9, 0, 0);
        assertThat(told).extracting(Event::phase).containsExactly(START);

        see(0);
        assertThat(told).extracting(Event::phase).containsExactly(START, END);
        assertThat(told.get(1).end()).isEqualTo(5000);
    }

    @Test
    void shouldNeverStartWithinTheMergeGapOfTheEventBefore() {
        with(options.smooth(2).mergeGap(7000));
        see(
                1, 0.1, 0, 0.5, 0.8,
                1); // the clip at 18000 is too late, the average at 24000 is of it and the one at 24000

        assertThat(told).extracting(Event::phase).containsExactly(START, END, START);
        assertThat(told.get(2)).isEqualTo(event(START, 18_000, 29_000, 0.65f, 0.8f, 2));
    }

    @Test
    void shouldTellAnEventThatGoesOnAsOftenAsAllowed() {
        with(options.updateEvery(12_000));
        see(1, 1, 1, 1, 1);

        assertThat(told).extracting(Event::phase).containsExactly(START, UPDATE, UPDATE);
        assertThat(told).extracting(Event::end).containsExactly(5000L, 17_000L, 29_000L);
        assertThat(told).extracting(Event::id).containsOnly("gate/0/Archery");
    }

    @Test
    void shouldTellNoUpdateWhileNothingIsNew() {
        with(options.smooth(3).updateEvery(0).exit(0.3));
        see(1, 1, 0, 0); // no clip shows it any more

        assertThat(told).extracting(Event::phase).containsExactly(START, UPDATE);
    }

    @Test
    void shouldAnswerUnknownRatherThanWithAnUnlikelyLabel() {
        with(options.enter(0.3).exit(0.3).unknown(0.5));
        rules.clip(clip(LABELS, 0.45f, 0.45f, 0.1f));

        assertThat(told).isEmpty();
    }

    @Test
    void shouldKnowWhatBackgroundIsLikely() {
        with(options.enter(0.3).exit(0.3).unknown(0.5));
        rules.clip(clip(LABELS, 0.4f, 0.1f, 0.5f)); // surely known, and archery enough for this threshold

        assertThat(told).extracting(Event::label).containsExactly("Archery");
    }

    @Test
    void shouldEndAnEventThatHasBecomeUnknown() {
        with(options.unknown(0.5));
        rules.clip(clip(LABELS, 0.6f, 0.2f, 0.2f));
        rules.clip(clip(LABELS, 0.45f, 0.3f, 0.25f));

        assertThat(told).extracting(Event::phase).containsExactly(START, END);
    }

    @Test
    void shouldNeverMakeAnEventOfBackground() {
        see(0, 0, 0);
        rules.sessionEnded();

        assertThat(told).isEmpty();
    }

    @Test
    void shouldEndAnEventThatANewModelCallsBackground() {
        see(0.9);
        rules.clip(new ClassifiedClip(
                next, next + 5000, LABELS, new float[] {0.9f, 0, 0.1f}, List.of("Archery", "Idle"), "v2"));

        assertThat(told).extracting(Event::phase).containsExactly(START, END);
    }

    @Test
    void shouldTellOfSeveralLabelsAtATime() {
        with(options.mergeGap(60_000));
        see(0.9);
        rules.clip(clip(LABELS, 0.1f, 0.8f, 0.1f));
        rules.sessionEnded();

        assertThat(told)
                .extracting(Event::id)
                .containsExactly("gate/0/Archery", "gate/6000/Biking", "gate/0/Archery", "gate/6000/Biking");
    }

    @Test
    void shouldGoOnOverAClipWithoutAnAnswer() {
        see(0.9);
        next += 6000; // dropped
        see(0.9);
        rules.sessionEnded();

        assertThat(told).extracting(Event::phase).containsExactly(START, END);
        assertThat(told.get(1)).isEqualTo(event(END, 0, 17_000, 0.9f, 0.9f, 2));
    }

    @Test
    void shouldNotJoinOverAClipWithoutAnAnswerWhatIsFurtherApart() {
        with(options.mergeGap(7000));
        see(0.9, 0);
        next += 6000; // dropped
        see(0.9);

        assertThat(told).extracting(Event::phase).containsExactly(START, END, START);
    }

    @Test
    void shouldEndEventsWithTheSessionAndForgetItsClips() {
        with(options.smooth(2));
        see(1);
        rules.sessionEnded();
        see(0.59, 0.59);

        assertThat(told).containsExactly(event(START, 0, 5000, 1, 1, 1), event(END, 0, 5000, 1, 1, 1));
    }

    @Test
    void shouldLeaveNothingOfASessionThatHasEnded() {
        with(options.smooth(3).mergeGap(60_000));
        see(1, 0, 1);
        rules.sessionEnded();

        assertThat(rules.state()).isEqualTo(EventState.EMPTY);
    }

    @Test
    void shouldTakeASessionOfEarlierTimes() {
        next = 60_000;
        see(0.9);
        rules.sessionEnded();
        next = 0; // the camera's clock was set back
        see(0.9);

        assertThat(told).extracting(Event::start).containsExactly(60_000L, 60_000L, 0L);
    }

    @Test
    void shouldIgnoreAClipThatDoesNotBeginLater() {
        see(0.1, 0.1);

        assertThat(rules.clip(clipAt(6000, 1))).isFalse();
        assertThat(rules.clip(clipAt(3000, 1))).isFalse();
        assertThat(told).isEmpty();
        assertThat(rules.clip(clipAt(6001, 1))).isTrue();
        assertThat(told).hasSize(1);
    }

    @Test
    void shouldTakeClipsThatOverlap() {
        with(options.mergeGap(0));
        for (double archery : new double[] {0.9, 0.9, 0.1, 0.1, 0.1}) {
            rules.clip(clipAt(next, archery));
            next += 3000;
        }

        // the clips at 3000 and 6000 overlap; only the one at 9000 begins after the end, 8000
        assertThat(told).containsExactly(event(START, 0, 5000, 0.9f, 0.9f, 1), event(END, 0, 8000, 0.9f, 0.9f, 2));
    }

    @Test
    void shouldGoOnWithAnotherModelThatKnowsTheLabel() {
        see(0.9);
        rules.clip(clip(List.of("Idle", "Archery"), 0.2f, 0.8f));
        rules.sessionEnded();

        assertThat(told).extracting(Event::phase).containsExactly(START, END);
        assertThat(told.get(1)).isEqualTo(event(END, 0, 11_000, 0.85f, 0.9f, 2));
    }

    @Test
    void shouldEndWithAnotherModelThatDoesNotKnowTheLabel() {
        see(0.9);
        rules.clip(clip(List.of("Boxing", "Idle"), 0.1f, 0.9f));

        assertThat(told).extracting(Event::phase).containsExactly(START, END);
        assertThat(told.get(1).end()).isEqualTo(5000);
    }

    @Test
    void shouldGiveZeroToALabelThatTheModelBeforeDidNotKnow() {
        with(options.smooth(2));
        rules.clip(clip(List.of("Idle"), 1));
        see(0.9);
        assertThat(told).isEmpty();

        see(0.9);
        assertThat(told).extracting(Event::start).containsExactly(6000L);
    }

    @Test
    void shouldNameTheModelOfTheLastClip() {
        see(0.9);
        rules.clip(new ClassifiedClip(next, next + 5000, LABELS, new float[] {0.9f, 0, 0.1f}, BACKGROUND, "v2"));
        rules.sessionEnded();

        assertThat(told).extracting(Event::model).containsExactly("v1", "v2");
    }

    @Test
    void shouldGoOnFromASavedState() {
        with(options.smooth(3).mergeGap(12_000).minEvent(10_000).updateEvery(20_000));
        double[] archery = {0, 1, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 1};
        see(archery);
        rules.sessionEnded();
        List<Event> undisturbed = List.copyOf(told);

        told.clear();
        next = 0;
        for (double probability : archery) {
            rules = new EventRules("gate", options.build(), rules.state(), told::add);
            see(probability);
        }
        rules.sessionEnded();

        assertThat(undisturbed).hasSizeGreaterThan(4);
        assertThat(told).isEqualTo(undisturbed);
    }

    @Test
    void shouldForgetAnEndedEventOnceItBoundsNoOther() {
        with(options.smooth(3));
        see(1, 0, 0);
        assertThat(rules.state().events()).extracting(EventSoFar::over).containsExactly(true);

        see(0, 0);
        assertThat(rules.state().events()).isEmpty();
    }

    @Test
    void shouldRememberNoMoreThanItNeeds() {
        with(options.smooth(5));
        for (int clip = 0; clip < 1000; clip++) {
            see(clip / 10 % 2);
        }

        assertThat(rules.state().window()).hasSize(5);
        assertThat(rules.state().events()).hasSizeLessThanOrEqualTo(1);
    }

    private void with(OptionsFixture changed) {
        rules = new EventRules("gate", changed.build(), told::add);
    }

    private void see(double... archery) {
        for (double probability : archery) {
            rules.clip(clipAt(next, probability));
            next += 6000;
        }
    }

    private static ClassifiedClip clipAt(long start, double archery) {
        float[] probabilities = {(float) archery, 0, (float) (1 - archery)};
        return new ClassifiedClip(start, start + 5000, LABELS, probabilities, BACKGROUND, "v1");
    }

    private ClassifiedClip clip(List<String> labels, float... probabilities) {
        long start = next;
        next += 6000;
        return new ClassifiedClip(start, start + 5000, labels, probabilities, BACKGROUND, "v1");
    }

    private static Event event(Event.Phase phase, long start, long end, float confidence, float peak, int clips) {
        return new Event(
                "gate/" + start + "/Archery", "gate", phase, "Archery", start, end, confidence, peak, clips, "v1");
    }

    /** No smoothing, no shortest event, no merging, no updates and nothing unknown, unless a test says otherwise. */
    private static final class OptionsFixture {

        private int smooth = 1;
        private double enter = 0.6;
        private double exit = 0.4;
        private long minEvent;
        private long mergeGap;
        private long updateEvery = 3_600_000;
        private double unknown;

        OptionsFixture smooth(int clips) {
            smooth = clips;
            return this;
        }

        OptionsFixture enter(double probability) {
            enter = probability;
            return this;
        }

        OptionsFixture exit(double probability) {
            exit = probability;
            return this;
        }

        OptionsFixture minEvent(long millis) {
            minEvent = millis;
            return this;
        }

        OptionsFixture mergeGap(long millis) {
            mergeGap = millis;
            return this;
        }

        OptionsFixture updateEvery(long millis) {
            updateEvery = millis;
            return this;
        }

        OptionsFixture unknown(double probability) {
            unknown = probability;
            return this;
        }

        EventOptions build() {
            return new EventOptions(
                    smooth,
                    enter,
                    exit,
                    Duration.ofMillis(minEvent),
                    Duration.ofMillis(mergeGap),
                    Duration.ofMillis(updateEvery),
                    unknown);
        }
    }
}
