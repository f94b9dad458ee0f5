package io.actionstream.page.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.model.events.Event;
import io.actionstream.page.picture.PictureStore;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageStateTest {

    private static final long NOW = 1_764_000_000_000L;
    private static final long SILENT = 15_000;
    private static final long FORGET = 3_600_000;

    private final AtomicLong clock = new AtomicLong(NOW);
    private final PictureStore pictures = new PictureStore(1 << 20);
    private final PageState state = new PageState(new StateLimits(3, SILENT, FORGET), pictures, clock::get);

    @Test
    void shouldShowACameraThatIsLiveThenSilent() {
        state.clip(clip("gate", NOW, "Squats", 0.9f), NOW);

        assertThat(tile("gate").condition()).isEqualTo(CameraCondition.LIVE);
        assertThat(tile("gate").since()).isNull();

        clock.addAndGet(SILENT);
        assertThat(tile("gate").condition()).isEqualTo(CameraCondition.SILENT);
        assertThat(tile("gate").since()).isEqualTo(NOW);
    }

    @Test
    void shouldShowACameraOfWhichNothingCanBeUsed() {
        state.frame("gate", NOW);
        state.rejected("gate", "truncated", true, NOW);

        assertThat(tile("gate").condition()).isEqualTo(CameraCondition.REJECTED);
        assertThat(tile("gate").reason()).isEqualTo("truncated");
    }

    @Test
    void shouldBearABrokenFrameAmongGoodOnes() {
        state.clip(clip("gate", NOW, "Squats", 0.9f), NOW);
        state.rejected("gate", "truncated", true, NOW);

        assertThat(tile("gate").condition()).isEqualTo(CameraCondition.LIVE);
        assertThat(state.snapshot().overview().rejected()).containsEntry("truncated", 1);
    }

    @Test
    void shouldTellSinceWhenALabelIsSeen() {
        state.clip(clip("gate", NOW - 18_000, "Squats", 0.9f), NOW - 12_000);
        state.clip(clip("gate", NOW - 12_000, "Bowing", 0.9f), NOW - 6_000);
        state.clip(clip("gate", NOW - 6_000, "Bowing", 0.8f), NOW);

        assertThat(tile("gate").label()).isEqualTo("Bowing");
        assertThat(tile("gate").labelSince()).isEqualTo(NOW - 12_000);
    }

    @Test
    void shouldShowTheEventThatGoesOnRatherThanTheLastClip() {
        state.clip(clip("gate", NOW - 6_000, "Bowing", 0.5f), NOW);
        state.event(event("gate", "Squats", Event.Phase.START, NOW - 12_000, NOW), NOW);

        assertThat(tile("gate").label()).isEqualTo("Squats");

        state.event(event("gate", "Squats", Event.Phase.END, NOW - 12_000, NOW), NOW);
        clock.addAndGet(1000);
        assertThat(tile("gate").label()).isEqualTo("Bowing");
        assertThat(tile("gate").event().phase()).isEqualTo(Event.Phase.END);
    }

    @Test
    void shouldNotReopenAnEventThatIsToldAgain() {
        state.event(event("gate", "Squats", Event.Phase.END, NOW - 12_000, NOW), NOW);
        state.event(event("gate", "Squats", Event.Phase.START, NOW - 12_000, NOW - 9_000), NOW);

        assertThat(tile("gate").event().phase()).isEqualTo(Event.Phase.END);
    }

    @Test
    void shouldForgetEventsAfterAnHour() {
        state.event(event("gate", "Squats", Event.Phase.END, NOW - 12_000, NOW), NOW);
        clock.addAndGet(FORGET / 2);
        state.frame("gate", clock.get());
        clock.addAndGet(FORGET / 2 + 1000);

        assertThat(tile("gate").events()).isEmpty();
    }

    @Test
    void shouldKeepTheTileOfACameraThatHasNotChanged() {
        state.clip(clip("gate", NOW, "Squats", 0.9f), NOW);
        Tile before = tile("gate");
        clock.addAndGet(1000);
        state.frame("gate", clock.get());

        assertThat(tile("gate")).isSameAs(before);
    }

    @Test
    void shouldTakeTheTruthThatCoversMostOfTheClip() {
        state.clip(clip("gate", NOW - 6000, "Squats", 0.9f), NOW);
        state.truth("gate", new Truth(NOW - 6000, NOW - 5000, "Waving"));
        state.truth("gate", new Truth(NOW - 5000, NOW, "Bowing"));

        assertThat(tile("gate").truth()).isEqualTo("Bowing");

        state.withdraw("gate", new Truth(NOW - 5000, NOW, "Bowing"));
        clock.addAndGet(1000);
        assertThat(tile("gate").truth()).isEqualTo("Waving");
    }

    @Test
    void shouldOfferTheLeastCertainClipFirstUntilItIsJudged() {
        state.clip(clip("gate", NOW - 6000, "Squats", 0.55f), NOW);
        state.clip(clip("hall", NOW - 6000, "Squats", 0.51f), NOW);

        assertThat(state.snapshot().queue()).extracting(Uncertain::camera).containsExactly("hall", "gate");

        state.truth("hall", new Truth(NOW - 6000, NOW - 600, "Bowing"));
        clock.addAndGet(1000);
        assertThat(state.snapshot().queue()).extracting(Uncertain::camera).containsExactly("gate");
    }

    @Test
    void shouldOfferAFewClipsOfEachCamera() {
        for (int i = 0; i < 10; i++) {
            state.clip(clip("gate", NOW - 6000 * i, "Squats", 0.5f + i / 100f), NOW - 6000 * i);
        }

        assertThat(state.snapshot().queue())
                .hasSize(UncertainClips.MOST_OF_CAMERA)
                .extracting(Uncertain::start)
                .contains(NOW);
    }

    @Test
    void shouldKeepAPictureForAClipThatIsOffered() {
        pictures.offer("gate", NOW - 3000, new byte[10]);
        state.clip(clip("gate", NOW - 6000, "Squats", 0.55f), NOW);
        pictures.forget("gate");

        assertThat(state.snapshot().queue()).extracting(Uncertain::picture).containsExactly(NOW - 3000);
        assertThat(pictures.at("gate", NOW - 3000)).isPresent();
    }

    @Test
    void shouldForgetTheCameraThatIsSilentForLongestWhenOneMoreComes() {
        state.frame("one", NOW - SILENT - 2000);
        state.frame("two", NOW - SILENT - 1000);
        state.frame("three", NOW);
        state.frame("four", NOW);

        assertThat(state.snapshot().tiles()).extracting(Tile::camera).containsExactly("four", "three", "two");
    }

    @Test
    void shouldNotLetNewNamesDriveOutCamerasThatAreLive() {
        List.of("one", "two", "three", "four").forEach(name -> state.frame(name, NOW));

        assertThat(state.snapshot().tiles())
                .extracting(Tile::camera)
                .doesNotContain("four")
                .hasSize(3);
    }

    @Test
    void shouldForgetACameraAndItsPicturesAfterAWhile() {
        state.frame("gate", NOW);
        pictures.offer("gate", NOW, new byte[10]);
        clock.addAndGet(FORGET + 20_000);

        assertThat(state.snapshot().tiles()).isEmpty();
        assertThat(pictures.bytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "*", "a\nb", "tab\t"})
    void shouldPassOverWhatNoCameraIsCalled(String name) {
        state.frame(name, NOW);
        state.clip(clip(name, NOW, "Squats", 0.9f), NOW);

        assertThat(state.snapshot().tiles()).isEmpty();
    }

    @Test
    void shouldNotTakeNamesOfRejectedRecordsThatAreOfNoFrameForCameras() {
        state.rejected("current", "invalid-model", false, NOW);

        assertThat(state.snapshot().tiles()).isEmpty();
        assertThat(state.snapshot().overview().rejected()).containsEntry("invalid-model", 1);
    }

    @Test
    void shouldMarkTheChangeOfAModelOnceThoughClipsOfBothMix() {
        state.clip(clipOf("first", 0), NOW);
        state.clip(clipOf("second", 1), NOW + 100);
        state.clip(clipOf("first", 2), NOW + 200);
        state.clip(clipOf("second", 3), NOW + 300);

        assertThat(state.snapshot().overview().models())
                .containsExactly(new ModelChange("second", NOW + 100), new ModelChange("first", NOW));
    }

    @Test
    void shouldMarkTheReturnToAModelThatIsAnnouncedAgain() {
        state.clip(clipOf("first", 0), NOW);
        state.clip(clipOf("second", 1), NOW + 100);
        state.announced("first");
        state.clip(clipOf("first", 2), NOW + 200);

        assertThat(state.snapshot().overview().model().version()).isEqualTo("first");
    }

    @Test
    void shouldTellThroughputLatencyAndLag() {
        for (int i = 0; i < 60; i++) {
            state.clip(clipOf("first", i), NOW);
        }
        state.lag(17L);

        Overview overview = state.snapshot().overview();
        assertThat(overview.clipsPerSecond()).isEqualTo(2);
        assertThat(overview.latencyMillis()).isEqualTo(new Overview.Latency(100L, 100L));
        assertThat(overview.lag()).isEqualTo(17);

        clock.addAndGet(31_000);
        assertThat(state.snapshot().overview().clipsPerSecond()).isZero();
    }

    @Test
    void shouldKeepTheAccuracyOfTheLastHourAndTheLatestFigures() {
        state.figures(figures("*", 0.5), NOW);
        clock.addAndGet(FORGET / 2);
        state.figures(figures("*", 0.75), clock.get());

        AccuracyView view = state.accuracy("*").orElseThrow();
        assertThat(view.history()).containsExactly(List.of(NOW, 0.5f), List.of(clock.get(), 0.75f));
        assertThat(view.confusion().counts()).containsExactly(List.of(3));

        clock.addAndGet(FORGET / 2 + 1);
        assertThat(state.accuracy("*").orElseThrow().history()).hasSize(1);
    }

    @Test
    void shouldDropTheFiguresOfACameraThatTheJobForgot() {
        state.figures(figures("gate", 0.5), NOW);
        assertThat(tile("gate").accuracy()).isEqualTo(new Tile.Correct(3, 4));

        state.forgottenFigures("gate");
        clock.addAndGet(1000);
        assertThat(tile("gate").accuracy()).isNull();
    }

    @Test
    void shouldKnowEveryLabelThatWasSeen() {
        state.clip(clip("gate", NOW, "Squats", 0.9f), NOW);
        state.truth("gate", new Truth(NOW - 10, NOW, "Waving"));
        state.labels(List.of("Archery"));

        assertThat(state.snapshot().labels()).containsExactly("Archery", "Bowing", "Squats", "Waving");
    }

    @Test
    void shouldOrderCamerasAsPeopleDo() {
        List.of("camera-10", "camera-2", "Camera-1").forEach(name -> state.frame(name, NOW));

        assertThat(state.snapshot().tiles())
                .extracting(Tile::camera)
                .containsExactly("Camera-1", "camera-2", "camera-10");
    }

    private Tile tile(String camera) {
        return state.snapshot().tiles().stream()
                .filter(tile -> tile.camera().equals(camera))
                .findFirst()
                .orElseThrow();
    }

    private static Clip clip(String camera, long start, String label, float confidence) {
        List<Score> top = List.of(new Score(label, confidence), new Score("Bowing", 1 - confidence));
        return new Clip(camera, start, start + 5400, label, confidence, top, null, "first", 100);
    }

    private static Clip clipOf(String model, int number) {
        return new Clip("gate", NOW + number, NOW + number, "Squats", 1, List.of(), "Squats", model, 100);
    }

    private static Event event(String camera, String label, Event.Phase phase, long start, long end) {
        return new Event(camera + "/" + start + "/" + label, camera, phase, label, start, end, 0.8f, 0.9f, 2, "first");
    }

    private static Figures figures(String scope, double accuracy) {
        return new Figures(
                scope,
                4,
                3,
                accuracy,
                List.of(new Figures.ClassFigures("Squats", 4, 1.0, 0.75)),
                new Figures.Confusion(List.of("Squats"), List.of(List.of(3))));
    }
}
