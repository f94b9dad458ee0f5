package io.actionstream.training.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.actionstream.model.events.ClassifiedClip;
import io.actionstream.model.events.EventOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoundEventTest {
    private static final List<String> LABELS = List.of("Idle", "Waving", "Boxing");

    @Test
    void shouldRunTheLiveRules() {
        ClassifiedVideo video = video(clip(0.9, 0.1), clip(0.2, 0.8), clip(0.1, 0.9), clip(0.9, 0.1), clip(0.9, 0.1));

        List<FoundEvent> events = FoundEvent.of(video, options(1, Duration.ofSeconds(7)));

        assertThat(events).hasSize(1);
        FoundEvent event = events.get(0);
        assertThat(event.segment()).isEqualTo(new Segment("Waving", 6000, 17_400));
        assertThat(event.told()).isEqualTo(17_400);
        assertThat(event.confidence()).isCloseTo(0.85f, within(1e-6f));
        assertThat(event.peak()).isEqualTo(0.9f);
        assertThat(event.clips()).isEqualTo(2);
    }

    @Test
    void shouldEndAnEventWithTheVideo() {
        assertThat(FoundEvent.of(video(clip(0.1, 0.9)), options(1, Duration.ZERO)))
                .extracting(FoundEvent::segment)
                .containsExactly(new Segment("Waving", 0, 5400));
    }

    @Test
    void shouldOrderEventsByTheirStart() {
        ClassifiedVideo video = video(clip(0, 0.5), clip(0, 0.5), clip(0, 0), clip(0, 0), clip(0, 0.9), clip(0, 0));
        assertThat(FoundEvent.of(video, options(1, Duration.ZERO)))
                .extracting(event -> event.segment().start())
                .isSorted();
    }

    @Test
    void shouldMakeEachRunOfALabelAnEventButNoneOfBackground() {
        ClassifiedVideo video = video(clip(0.1, 0.5), clip(0.2, 0.45), clip(0.6, 0.3), clip(0.1, 0.2), clip(0.1, 0.5));

        List<FoundEvent> events = FoundEvent.ofLabels(video);

        assertThat(events)
                .extracting(FoundEvent::segment)
                .containsExactly(
                        new Segment("Waving", 0, 11_400),
                        new Segment("Boxing", 18_000, 23_400),
                        new Segment("Waving", 24_000, 29_400));
        assertThat(events.get(0).told()).isEqualTo(5400);
        assertThat(events.get(0).confidence()).isCloseTo(0.475f, within(1e-6f));
        assertThat(events.get(0).clips()).isEqualTo(2);
    }

    @Test
    void shouldFindTheOptionsThatTellTheTruth() {
        ClassifiedVideo video = video(clip(0.9, 0.1), clip(0.2, 0.8), clip(0.6, 0.4), clip(0.1, 0.9), clip(0.95, 0.05));
        JudgedFilms films = new JudgedFilms(List.of(video), List.of(List.of(new Segment("Waving", 6000, 23_400))));

        List<OptionSearch.Tried> tried = OptionSearch.best(films);

        assertThat(tried).hasSizeGreaterThan(500);
        assertThat(tried.get(0).score().overlaps()).containsExactly(1.0);
        assertThat(tried.get(0).toString()).startsWith("F1 1.000, 0.00 false an hour: --smooth=");
        assertThat(films.score(tried.get(0).options())).isEqualTo(tried.get(0).score());
        assertThat(films.scoreOfLabels().falseEventsAnHour()).isGreaterThan(0);
    }

    @Test
    void shouldShowBothSidesInATable() {
        ClassifiedVideo video = video(clip(0.9, 0.1), clip(0.2, 0.8), clip(0.6, 0.4), clip(0.1, 0.9), clip(0.95, 0.05));
        JudgedFilms films = new JudgedFilms(List.of(video), List.of(List.of(new Segment("Waving", 6000, 23_400))));
        assertThat(films.table(options(1, Duration.ofSeconds(7))).lines())
                .contains(
                        "1 films, 0.01 hours, 5 clips, 1 true segments",
                        "                                 events  label of a clip",
                        "F1 at IoU 0.5                     1.000            0.000",
                        "false events an hour               0.00           122.45",
                        "delay of the start, s              11.4              NaN");
    }

    private static EventOptions options(int smooth, Duration minEvent) {
        return new EventOptions(
                smooth, 0.6, 0.4, minEvent, Duration.ofSeconds(7), EventOptions.DEFAULT.updateEvery(), 0);
    }

    private static float[] clip(double idle, double waving) {
        return new float[] {(float) idle, (float) waving, (float) (1 - idle - waving)};
    }

    private static ClassifiedVideo video(float[]... clips) {
        List<ClassifiedClip> classified = new ArrayList<>();
        for (int i = 0; i < clips.length; i++) {
            classified.add(new ClassifiedClip(6000L * i, 6000L * i + 5400, LABELS, clips[i], List.of("Idle"), "test"));
        }
        return new ClassifiedVideo("v.avi", classified);
    }
}
