package io.actionstream.training.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventScoreTest {
    private static final long HOUR = 3_600_000;

    @ParameterizedTest
    @CsvSource({"0,10,0,10,1", "0,10,5,15,0.3333", "0,10,2,7,0.5", "0,10,10,20,0", "0,10,30,40,0"})
    void shouldDivideTheSharedTimeByAllTime(long start, long end, long otherStart, long otherEnd, double iou) {
        Segment one = new Segment("A", start, end);
        Segment other = new Segment("A", otherStart, otherEnd);
        assertThat(one.iou(other)).isCloseTo(iou, within(1e-4));
        assertThat(other.iou(one)).isEqualTo(one.iou(other));
    }

    @Test
    void shouldCountWhatMatchesWithEnoughOverlap() {
        List<Segment> truths =
                List.of(new Segment("A", 0, 100), new Segment("B", 100, 200), new Segment("C", 300, 400));
        List<FoundEvent> events = List.of(event("A", 0, 100), event("B", 140, 200), event("C", 100, 200));

        EventScore score = EventScore.of(HOUR, events, truths);

        assertThat(score.precision(0.5)).isEqualTo(2 / 3.0);
        assertThat(score.recall(0.5)).isEqualTo(2 / 3.0);
        assertThat(score.f1(0.7)).isEqualTo(1 / 3.0);
        assertThat(score.falseEventsAnHour()).isEqualTo(1);
    }

    @Test
    void shouldMatchEachTruthOnceAndWithTheEventThatSharesMost() {
        List<Segment> truths = List.of(new Segment("A", 0, 100));
        EventScore score = EventScore.of(HOUR, List.of(event("A", 0, 30), event("A", 40, 100)), truths);
        assertThat(score.overlaps()).containsExactly(0.6);
        assertThat(score.precision(0.5)).isEqualTo(0.5);
        assertThat(score.recall(0.5)).isEqualTo(1);
        assertThat(score.falseEventsAnHour()).isEqualTo(1);
    }

    @Test
    void shouldCountAnEventAcrossTwoTruthsForOne() {
        List<Segment> truths = List.of(new Segment("A", 0, 60), new Segment("A", 70, 100));
        EventScore score = EventScore.of(HOUR, List.of(event("A", 0, 100)), truths);
        assertThat(score.overlaps()).containsExactly(0.6);
        assertThat(score.recall(0.5)).isEqualTo(0.5);
    }

    @Test
    void shouldAddVideosUp() {
        List<Segment> truths = List.of(new Segment("A", 0, 100));
        EventScore score = EventScore.of(HOUR / 2, List.of(event("A", 0, 100)), truths)
                .plus(EventScore.of(HOUR / 2, List.of(event("A", 200, 300)), truths));
        assertThat(score.hours()).isEqualTo(1);
        assertThat(score.precision(0.5)).isEqualTo(0.5);
        assertThat(score.falseEventsAnHour()).isEqualTo(1);
    }

    @Test
    void shouldTellTheMiddleDelayOfEventsThatAreRight() {
        List<Segment> truths = List.of(new Segment("A", 1000, 9000), new Segment("B", 20_000, 90_000));
        FoundEvent early = new FoundEvent(new Segment("A", 1500, 9000), 3000, 1, 1, 1);
        FoundEvent late = new FoundEvent(new Segment("B", 26_000, 90_000), 31_000, 1, 1, 1);
        assertThat(EventScore.of(HOUR, List.of(early), truths).medianDelaySeconds())
                .isEqualTo(2);
        EventScore both = EventScore.of(HOUR, List.of(early, late), truths);
        assertThat(both.delays()).containsExactlyInAnyOrder(2000L, 11_000L);
        assertThat(both.medianDelaySeconds()).isEqualTo(2);
    }

    @Test
    void shouldHaveNoFaultWhereNothingHappensAndNothingIsTold() {
        EventScore score = EventScore.of(HOUR, List.of(), List.of());
        assertThat(score.f1(0.5)).isEqualTo(1);
        assertThat(score.falseEventsAnHour()).isZero();
        assertThat(score.medianDelaySeconds()).isNaN();
    }

    @ParameterizedTest
    @CsvSource({"A,-1,5,from -1 to 5", "A,5,5,from 5 to 5", "' ',0,5,label is missing"})
    void shouldRefuseASegmentThatIsNone(String label, long start, long end, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Segment(label, start, end))
                .withMessageContaining(message);
    }

    private static FoundEvent event(String label, long start, long end) {
        return new FoundEvent(new Segment(label, start, end), end, 1, 1, 1);
    }
}
