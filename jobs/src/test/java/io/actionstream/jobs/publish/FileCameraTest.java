package io.actionstream.jobs.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FileCameraTest {

    private static final PlayOptions REALTIME = new PlayOptions(Pace.REALTIME, false, OptionalDouble.empty());
    private static final PlayOptions MAX = new PlayOptions(Pace.MAX, false, OptionalDouble.empty());

    private static final long TWO_HOURS = 7_200_000;

    private final SentFrames frames = new SentFrames();
    private final List<String> problems = new ArrayList<>();

    @Test
    void shouldSendAVideoAtItsOwnRhythmAndEndTheSession() throws InterruptedException {
        var time = new VirtualTime();

        int unreadable =
                camera(REALTIME, time, Map.of("a", FakeVideo.of(3)), "a").play();

        assertThat(unreadable).isZero();
        assertThat(frames.sent()).containsExactly("gate@0 A", "gate@40 A", "gate@80 A", "gate@81 ends");
        assertThat(time.now()).isEqualTo(VirtualTime.START + 80);
    }

    @Test
    void shouldMakeEachVideoASessionBehindTheOneBefore() throws InterruptedException {
        camera(REALTIME, new VirtualTime(), Map.of("a", FakeVideo.of(1), "b", FakeVideo.of(1)), "a", "b")
                .play();

        assertThat(frames.sent()).containsExactly("gate@0 A", "gate@1 ends", "gate@2 B", "gate@3 ends");
    }

    @Test
    void shouldNotRunIntoTheFutureAtFullSpeed() throws InterruptedException {
        var time = new VirtualTime();

        camera(MAX, time, Map.of("a", FakeVideo.of(100), "b", FakeVideo.of(50)), "a", "b")
                .play();

        assertThat(time.sleeps()).isEmpty();
        assertThat(frames.times())
                .isSorted()
                .doesNotHaveDuplicates()
                .startsWith(VirtualTime.START - 6000)
                .allMatch(captured -> captured <= VirtualTime.START);
    }

    @Test
    void shouldGoOnBehindAVideoThatCannotBeRead() throws InterruptedException {
        int unreadable = camera(MAX, new VirtualTime(), Map.of("b", FakeVideo.of(1)), "a", "b")
                .play();

        assertThat(unreadable).isEqualTo(1);
        assertThat(problems).containsExactly("gate: can't open a");
        assertThat(frames.sent()).hasSize(2);
    }

    @Test
    void shouldEndTheSessionOfAVideoThatBreaksOff() throws InterruptedException {
        int unreadable = camera(REALTIME, new VirtualTime(), Map.of("a", FakeVideo.breakingAfter(1)), "a")
                .play();

        assertThat(unreadable).isEqualTo(1);
        assertThat(problems).containsExactly("gate: it broke");
        assertThat(frames.sent()).containsExactly("gate@0 A", "gate@1 ends");
    }

    @Test
    void shouldTellOnceWhatIsWrongWithAVideoThatItPlays() {
        var looping = new PlayOptions(Pace.REALTIME, true, OptionalDouble.empty());
        var video = new FakeVideo(3, false, false, false, List.of("a ends early", "a jumps"));
        Camera camera = camera(looping, new VirtualTime(9), Map.of("a", video), "a");

        assertThatThrownBy(camera::play).isInstanceOf(InterruptedException.class);

        assertThat(problems).containsExactly("gate: a ends early", "gate: a jumps");
    }

    @Test
    void shouldStopWhenInterruptedWithItsSessionEnded() {
        var looping = new PlayOptions(Pace.REALTIME, true, OptionalDouble.empty());
        Camera camera = camera(looping, new VirtualTime(4), Map.of("a", FakeVideo.of(3)), "a");

        assertThatThrownBy(camera::play).isInstanceOf(InterruptedException.class);

        assertThat(frames.sent())
                .startsWith("gate@0 A", "gate@40 A", "gate@80 A", "gate@81 ends", "gate@82 A")
                .last()
                .asString()
                .endsWith("ends");
    }

    @Test
    void shouldNotLoopOverNothingButUnreadableVideos() {
        var looping = new PlayOptions(Pace.MAX, true, OptionalDouble.empty());

        Camera camera = camera(looping, new VirtualTime(), Map.of(), "a");

        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(10), camera::play))
                .isEqualTo(1);
    }

    @Test
    void shouldCountAVideoWithoutFramesAsUnreadable() throws InterruptedException {
        var looping = new PlayOptions(Pace.MAX, true, OptionalDouble.empty());
        Camera camera = camera(looping, new VirtualTime(), Map.of("a", FakeVideo.of(0)), "a");

        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(10), camera::play))
                .isEqualTo(1);
        assertThat(problems).containsExactly("gate: no frames in a");
    }

    @Test
    void shouldThinOutToARate() throws InterruptedException {
        var tenPerSecond = new PlayOptions(Pace.REALTIME, false, OptionalDouble.of(10));

        camera(tenPerSecond, new VirtualTime(), Map.of("a", FakeVideo.of(8)), "a")
                .play();

        assertThat(frames.sent()).containsExactly("gate@0 A", "gate@120 A", "gate@200 A", "gate@201 ends");
    }

    @Test
    void shouldKeepTheRhythmOfVideosWhenTheClockIsSetBack() throws InterruptedException {
        var time = new VirtualTime();
        Runnable setBack = () -> time.setClock(VirtualTime.START - TWO_HOURS);

        camera(REALTIME, time, setBack, Map.of("a", FakeVideo.of(2), "b", FakeVideo.of(2)), "a", "b")
                .play();

        assertThat(frames.sent())
                .containsExactly("gate@0 A", "gate@40 A", "gate@41 ends", "gate@42 B", "gate@82 B", "gate@83 ends");
        assertThat(time.elapsedMillis()).isEqualTo(82);
    }

    @Test
    void shouldTakeTheNextVideosTimesFromAClockThatIsSetForward() throws InterruptedException {
        var time = new VirtualTime();
        Runnable setForward = () -> time.setClock(VirtualTime.START + TWO_HOURS);

        camera(REALTIME, time, setForward, Map.of("a", FakeVideo.of(2), "b", FakeVideo.of(1)), "a", "b")
                .play();

        assertThat(frames.sent())
                .containsExactly("gate@0 A", "gate@40 A", "gate@41 ends", "gate@7200000 B", "gate@7200001 ends");
        assertThat(time.elapsedMillis()).isEqualTo(42);
    }

    private Camera camera(PlayOptions options, Time time, Map<String, FakeVideo> videos, String... playlist) {
        return camera(options, time, () -> {}, videos, playlist);
    }

    private Camera camera(
            PlayOptions options, Time time, Runnable eachFrame, Map<String, FakeVideo> videos, String... playlist) {
        List<PlannedVideo> planned = new ArrayList<>();
        for (String video : playlist) {
            planned.add(new PlannedVideo(video, video.toUpperCase(Locale.ROOT)));
        }
        return new FileCamera(
                new CameraPlan("gate", planned, false),
                options,
                FakeVideo.opener(videos, eachFrame),
                frames,
                time,
                problems::add);
    }
}
