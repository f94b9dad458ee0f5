package io.actionstream.page.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.actionstream.model.events.Event;
import io.actionstream.page.picture.PictureStore;
import io.actionstream.page.state.Clip;
import io.actionstream.page.state.Figures;
import io.actionstream.page.state.PageState;
import io.actionstream.page.state.Score;
import io.actionstream.page.state.StateLimits;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundsTest {

    private static final long NOW = 1_764_000_000_000L;

    private final AtomicLong clock = new AtomicLong(NOW);
    private final PageState state = new PageState(StateLimits.DEFAULT, new PictureStore(1 << 20), clock::get);

    @Test
    void shouldSendAllThatIsOnTheScreenFirstAndThenOnlyWhatChanged() {
        state.clip(clip("gate", "Squats", 0.9f), NOW);
        state.clip(clip("hall", "Bowing", 0.9f), NOW);
        Rounds rounds = rounds("");

        assertThat(next(rounds))
                .contains("event: tiles", "\"camera\":\"gate\"", "\"camera\":\"hall\"", "event: labels");

        state.clip(clip("hall", "Waving", 0.9f), NOW);
        assertThat(next(rounds)).contains("\"camera\":\"hall\"").doesNotContain("event: tiles", "\"camera\":\"gate\"");
        assertThat(next(rounds)).isEmpty();
    }

    @Test
    void shouldSendTheEventsOfTheLastHourOnlyWhenTheyChanged() {
        state.event(new Event("e1", "gate", Event.Phase.START, "Squats", NOW - 9000, NOW, 1, 1, 2, "m"), NOW);
        Rounds rounds = rounds("");
        assertThat(next(rounds)).contains("\"events\":[{\"id\":\"e1\"");

        state.clip(clip("gate", "Squats", 0.9f), NOW);
        assertThat(next(rounds)).contains("event: tile").doesNotContain("\"events\"");

        state.event(new Event("e1", "gate", Event.Phase.END, "Squats", NOW - 9000, NOW, 1, 1, 2, "m"), NOW);
        assertThat(next(rounds)).contains("\"events\":[{\"id\":\"e1\"");
    }

    @Test
    void shouldSendAViewerThatSleptOnlyThePresent() {
        Rounds rounds = rounds("");
        state.clip(clip("gate", "Squats", 0.9f), NOW);
        next(rounds);
        for (int i = 0; i < 3600; i++) {
            state.clip(clip("gate", i % 2 == 0 ? "Squats" : "Bowing", 0.9f), clock.addAndGet(1000));
        }

        assertThat(next(rounds).lines().filter("event: tile"::equals)).hasSize(1);
    }

    @Test
    void shouldSendOnlyTheTilesOnTheScreen() {
        for (int i = 0; i < 100; i++) {
            state.clip(clip("camera-" + i, "Squats", 0.9f), NOW);
        }

        assertThat(next(rounds("from=10&count=2")))
                .contains("{\"total\":100,\"matching\":100,\"from\":10,\"cameras\":[\"camera-10\",\"camera-11\"]}");
        assertThat(next(rounds("from=200")).lines().filter("event: tile"::equals))
                .isEmpty();
    }

    @Test
    void shouldFindCamerasByNameLabelAndState() {
        state.clip(clip("Gate north", "Squats", 0.9f), NOW);
        state.clip(clip("gate south", "Bowing", 0.9f), NOW);
        state.rejected("hall", "truncated", true, NOW);

        assertThat(next(rounds("q=gate"))).contains("[\"Gate north\",\"gate south\"]");
        assertThat(next(rounds("q=gate&label=Bowing"))).contains("[\"gate south\"]");
        assertThat(next(rounds("state=rejected"))).contains("[\"hall\"]");
    }

    @Test
    void shouldPutTheWorstOrTheNewestFirst() {
        state.clip(clip("a", "Squats", 0.9f), NOW);
        clock.addAndGet(1000);
        state.clip(clip("b", "Squats", 0.4f), NOW);
        state.figures(figures("a", 1), NOW);

        assertThat(next(rounds("sort=worst"))).contains("[\"a\",\"b\"]");
        assertThat(next(rounds("sort=newest"))).contains("[\"b\",\"a\"]");
    }

    @Test
    void shouldSendTheStripAndTheAccuracyOfASingleCamera() {
        state.clip(clip("gate", "Squats", 0.9f), NOW);
        state.clip(clip("hall", "Squats", 0.9f), NOW);
        state.pictures().offer("gate", NOW, new byte[1]);
        state.figures(figures("gate", 1), NOW);

        assertThat(next(rounds("camera=gate&views=tiles,accuracy")))
                .contains("event: strip", "{\"camera\":\"gate\",\"pictures\":[" + NOW + "]}", "\"scope\":\"gate\"")
                .doesNotContain("hall", "event: overview");
    }

    @Test
    void shouldKeepHostileNamesOnOneLineOfText() {
        state.clip(clip("</script>\"'\u2028 <b>", "<img src=x onerror=alert(1)>", 0.9f), NOW);

        assertThat(next(rounds("")).lines().filter(line -> line.startsWith("data: ")))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).doesNotContain("\n", "\r"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"state=asleep", "sort=best", "count=61", "count=-1", "from=x", "views=secrets", "views=tiles,"})
    void shouldRefuseAViewThatThereIsNot(String query) {
        assertThatIllegalArgumentException().isThrownBy(() -> rounds(query));
    }

    @Test
    void shouldRefuseALongSearch() {
        assertThatIllegalArgumentException().isThrownBy(() -> rounds("q=" + "x".repeat(256)));
    }

    private Rounds rounds(String query) {
        Map<String, String> parameters = new HashMap<>();
        Arrays.stream(query.split("&"))
                .filter(part -> !part.isEmpty())
                .forEach(part -> parameters.put(part.split("=", 2)[0], part.split("=", 2)[1]));
        return new Rounds(state, View.of(parameters::get));
    }

    private String next(Rounds rounds) {
        clock.addAndGet(1000);
        return new String(rounds.next(), UTF_8).replaceAll("(?s)id: \\d+\nevent: overview\n.*?\n\n", "");
    }

    private Clip clip(String camera, String label, float confidence) {
        return new Clip(
                camera,
                clock.get() - 5400,
                clock.get(),
                label,
                confidence,
                List.of(new Score(label, confidence)),
                null,
                "m",
                100);
    }

    private static Figures figures(String scope, int correct) {
        return new Figures(scope, 2, correct, correct / 2.0, List.of(), new Figures.Confusion(List.of(), List.of()));
    }
}
