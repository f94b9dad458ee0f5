package io.actionstream.jobs.compare;

import static io.actionstream.jobs.compare.TestResults.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.jobs.compare.EventFigures.OfLabel;
import io.actionstream.jobs.options.Stretch;
import io.actionstream.model.events.Event;
import io.actionstream.model.events.Event.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventFiguresTest {

    @Test
    void shouldMatchEventsOfACameraThatHaveTheSameLabelAndOverlap() {
        Event matched = event("gate-1", "Wave", 0, 5000);
        Event early = event("gate-1", "Wave", 20_000, 25_000);
        Event otherLabel = event("gate-1", "Jump", 0, 5000);
        Event otherCamera = event("gate-2", "Wave", 0, 5000);
        Event late = event("gate-1", "Wave", 25_001, 30_000);

        EventFigures figures = EventFigures.of(
                List.of(early, matched, otherLabel), List.of(late, otherCamera, event("gate-1", "Wave", 5000, 9000)));

        assertThat(figures.labels()).containsExactly(new OfLabel("Jump", 0, 1, 0), new OfLabel("Wave", 1, 1, 2));
        assertThat(figures.both()).isEqualTo(1);
        assertThat(figures.onlyLeft()).containsExactly(otherLabel, early);
        assertThat(figures.onlyRight()).containsExactly(late, otherCamera);
    }

    @Test
    void shouldMatchAnEventWithOneOtherOnly() {
        Event second = event("gate-1", "Wave", 50_000, 90_000);

        EventFigures figures = EventFigures.of(
                List.of(event("gate-1", "Wave", 0, 100_000)), List.of(event("gate-1", "Wave", 0, 30_000), second));

        assertThat(figures.both()).isEqualTo(1);
        assertThat(figures.onlyLeft()).isEmpty();
        assertThat(figures.onlyRight()).containsExactly(second);
    }

    @Test
    void shouldLeaveAsFewAsPossibleWithoutAMatch() {
        EventFigures figures = EventFigures.of(
                List.of(event("gate-1", "Wave", 0, 10), event("gate-1", "Wave", 20, 100)),
                List.of(event("gate-1", "Wave", 5, 25), event("gate-1", "Wave", 30, 40)));

        assertThat(figures.both()).isEqualTo(2);
    }

    @Test
    void shouldCountAnEventOnceAndByTheRecordThatEndsLast() {
        Results results = TestResults.all();
        results.left().event(event("gate-1", Phase.START, "Wave", 0, 5000));
        results.left().event(event("gate-1", Phase.END, "Wave", 0, 30_000));
        results.left().event(event("gate-1", Phase.START, "Wave", 0, 5000));

        assertThat(results.left().events().values()).containsExactly(event("gate-1", Phase.END, "Wave", 0, 30_000));
    }

    @Test
    void shouldTakeEventsThatTheStretchHasAPartOf() {
        var results = new Results(new Stretch(10_000, 20_000), 2);
        results.right().event(event("gate-1", "Wave", 0, 9999));
        results.right().event(event("gate-1", "Wave", 1, 10_000));
        results.right().event(event("gate-1", "Wave", 19_999, 50_000));
        results.right().event(event("gate-1", "Wave", 20_000, 50_000));

        assertThat(results.right().events().values()).extracting(Event::start).containsExactlyInAnyOrder(1L, 19_999L);
    }

    @Test
    void shouldFindNothingInNothing() {
        assertThat(EventFigures.of(List.of(), List.of()).labels()).isEmpty();
    }
}
