package io.actionstream.jobs.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LiveCameraTest {

    private static final long TWO_HOURS = 7_200_000;

    private final SentFrames frames = new SentFrames();
    private final List<String> problems = new ArrayList<>();

    @Test
    void shouldOpenASourceAgainThatDropsAndKeepCaptureTimesRising() {
        var time = new VirtualTime(2);

        play(time, Map.of("rtsp://gate", FakeVideo.breakingAfter(2)));

        assertThat(frames.sent()).hasSize(9);
        assertThat(frames.times()).isSorted().doesNotHaveDuplicates();
        assertThat(frames.sent()).filteredOn(sent -> sent.endsWith("ends")).hasSize(3);
        assertThat(problems).hasSize(3).allMatch(problem -> problem.startsWith("gate: it broke; trying again in "));
    }

    @Test
    void shouldWaitLongerEachTimeThatASourceIsNotThere() {
        var time = new VirtualTime(9);

        play(time, Map.of());

        assertThat(frames.sent()).isEmpty();
        for (int i = 0; i < time.sleeps().size(); i++) {
            long ceiling = Math.min(Backoff.FIRST_MILLIS << i, Backoff.LONGEST_MILLIS);
            assertThat(time.sleeps().get(i)).isBetween(ceiling / 2, ceiling);
        }
    }

    @Test
    void shouldWaitShortlyAgainOnceTheSourceWasBack() {
        var time = new VirtualTime(5);

        play(time, Map.of("rtsp://gate", FakeVideo.of(1)));

        assertThat(time.sleeps()).hasSize(5).allMatch(wait -> wait <= Backoff.FIRST_MILLIS);
    }

    @Test
    void shouldKeepTheRhythmOfASourceWhenTheClockIsSetBack() {
        var time = new VirtualTime(0);

        play(time, Map.of("rtsp://gate", FakeVideo.of(3)), () -> {
            time.pass(FakeVideo.FRAME_MILLIS);
            time.setClock(VirtualTime.START - TWO_HOURS);
        });

        assertThat(frames.sent()).containsExactly("gate@40 null", "gate@80 null", "gate@120 null", "gate@121 ends");
    }

    private void play(VirtualTime time, Map<String, FakeVideo> sources) {
        play(time, sources, () -> time.pass(FakeVideo.FRAME_MILLIS));
    }

    private void play(VirtualTime time, Map<String, FakeVideo> sources, Runnable eachFrame) {
        var camera = new LiveCamera(
                new CameraPlan("gate", List.of(new PlannedVideo("rtsp://gate", null)), true),
                OptionalDouble.empty(),
                FakeVideo.opener(sources, eachFrame),
                frames,
                time,
                new Backoff(new Random(1)),
                problems::add);
        assertThatThrownBy(camera::play).isInstanceOf(InterruptedException.class);
    }
}
