package io.actionstream.jobs.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LiveCameraTest {

    private static final long TWO_HOURS = 7_200_000;
    private static final int PLAYED_AS_FILE = 7;

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

    @Test
    void shouldPlayToItsEndWhatHasOne() throws InterruptedException {
        var time = new VirtualTime(0);
        Map<String, FakeVideo> sources = Map.of("rtsp://gate", FakeVideo.file(2));

        assertThat(camera(time, "rtsp://gate", FakeVideo.opener(sources, () -> {}))
                        .play())
                .isEqualTo(PLAYED_AS_FILE);

        assertThat(frames.sent()).isEmpty();
        assertThat(problems).isEmpty();
    }

    @Test
    void shouldNotPlayAgainFromItsStartWhatWasLiveAndHasEnded() throws InterruptedException {
        var time = new VirtualTime(1);
        Iterator<FakeVideo> states = List.of(FakeVideo.of(2), FakeVideo.file(2)).iterator();
        Video.Opener opener = address ->
                FakeVideo.opener(Map.of(address, states.next()), () -> {}).open(address);

        assertThat(camera(time, "http://gate/live.m3u8", opener).play()).isZero();

        assertThat(frames.sent()).hasSize(3);
    }

    @Test
    void shouldSendALivePlaylistAtItsOwnRhythmAndNotAsItComes() {
        var time = new VirtualTime(3);

        play(time, Map.of("rtsp://gate", FakeVideo.livePlaylist(3)), () -> {});

        assertThat(frames.sent()).startsWith("gate@0 null", "gate@40 null", "gate@80 null", "gate@81 ends");
        assertThat(time.sleeps()).startsWith(0L, 40L, 40L);
    }

    @Test
    void shouldNotTryForEverToOpenAFileThatIsNotThere() throws InterruptedException {
        var time = new VirtualTime(0);

        assertThat(camera(time, "http://host/clip.mp4", FakeVideo.opener(Map.of(), () -> {}))
                        .play())
                .isEqualTo(1);

        assertThat(problems).containsExactly("gate: can't open http://host/clip.mp4");
    }

    @Test
    void shouldTryAgainWhatIsNamedAsAFileButWasLive() {
        var time = new VirtualTime(1);
        var states = new ArrayDeque<>(List.of(FakeVideo.breakingAfter(1)));
        Video.Opener opener = address -> {
            Map<String, FakeVideo> there = states.isEmpty() ? Map.of() : Map.of(address, states.pop());
            return FakeVideo.opener(there, () -> {}).open(address);
        };

        assertThatThrownBy(() -> camera(time, "http://host/live.mp4", opener).play())
                .isInstanceOf(InterruptedException.class);

        assertThat(problems).hasSize(2);
    }

    private void play(VirtualTime time, Map<String, FakeVideo> sources) {
        play(time, sources, () -> time.pass(FakeVideo.FRAME_MILLIS));
    }

    private void play(VirtualTime time, Map<String, FakeVideo> sources, Runnable eachFrame) {
        Camera camera = camera(time, "rtsp://gate", FakeVideo.opener(sources, eachFrame));
        assertThatThrownBy(camera::play).isInstanceOf(InterruptedException.class);
    }

    private Camera camera(VirtualTime time, String address, Video.Opener videos) {
        return new LiveCamera(
                new CameraPlan("gate", List.of(new PlannedVideo(address, null)), true),
                OptionalDouble.empty(),
                videos,
                frames,
                time,
                new Backoff(new Random(1)),
                problems::add,
                () -> PLAYED_AS_FILE);
    }
}
