package io.actionstream.jobs.watch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.model.events.Event;
import io.actionstream.model.events.Event.Phase;
import io.actionstream.operators.records.Accuracy;
import io.actionstream.operators.records.Accuracy.Confusion;
import io.actionstream.operators.records.Action;
import io.actionstream.operators.records.Score;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViewsTest {

    private final StringWriter out = new StringWriter();

    @Test
    void shouldPrintALineForEachResult() {
        var view = new PlainView(new PrintWriter(out), Marks.of(UTF_8), ZoneOffset.UTC);

        view.action(action("gate-1", "Archery", "Archery"));
        view.action(action("gate-2", "Archery", "Diving"));
        view.action(action("gate-3", "Archery", null));
        view.accuracy(accuracy("gate-1", 1));
        view.accuracy(accuracy(Accuracy.ALL, 0.5));
        view.unreadable("no result");

        assertThat(out.toString().lines())
                .containsExactly(
                        "16:00:05  gate-1                   Archery               91%    143 ms  ✓",
                        "16:00:05  gate-2                   Archery               91%    143 ms  ✗ Diving",
                        "16:00:05  gate-3                   Archery               91%    143 ms",
                        "          accuracy 0.500 over the last 2 clips",
                        "no result");
    }

    @Test
    void shouldPrintALineForEachWordOfAnEvent() {
        var view = new PlainView(new PrintWriter(out), Marks.of(UTF_8), ZoneOffset.UTC);

        view.event(event("gate-1", Phase.START, 5400));
        view.event(event("gate-1", Phase.UPDATE, 65_400));
        view.event(event("gate-1", Phase.END, 77_400));

        assertThat(out.toString().lines())
                .containsExactly(
                        "16:00:00  gate-1                   Archery               87%  starts",
                        "16:01:05  gate-1                   Archery               87%  goes on, for 65 s",
                        "16:01:17  gate-1                   Archery               87%  ends, after 77 s");
    }

    @Test
    void shouldDrawARowForEachCameraWithItsLatestEvent() {
        var view = new EventTableView(new PrintWriter(out), ZoneOffset.UTC);

        view.event(event("gate-2", Phase.START, 5400));
        view.event(event("gate-1", Phase.START, 5400));
        view.event(event("gate-1", Phase.END, 17_400));
        view.action(action("gate-3", "Archery", null));
        view.unreadable("no \u001b[2J result");
        view.draw();

        List<String> lines = out.toString().lines().map(String::strip).toList();
        assertThat(lines.get(1)).matches("gate-1 +Archery +87% +16:00:00 +16:00:17 +17 s");
        assertThat(lines.get(2)).matches("gate-2 +Archery +87% +16:00:00 +goes on +5 s");
        assertThat(lines.get(4)).isEqualTo("no ?[2J result");
        assertThat(lines).hasSize(5);
    }

    @Test
    void shouldKeepControlCharactersFromTheTerminal() {
        var plain = new PlainView(new PrintWriter(out), Marks.of(UTF_8), ZoneOffset.UTC);
        plain.action(action("gate-1", "Archery", "\u001b[2J\nDiving"));
        plain.unreadable("\u001b[2J");
        plain.event(event("\u001b[2J", Phase.START, 5400));
        var table = new TableView(new PrintWriter(out), Marks.of(UTF_8));
        table.action(action("gate-1", "Archery", "\u001b[3J"));
        table.draw();

        assertThat(out.toString()).contains("\u2717 ?[2J?Diving", "\u2717 ?[3J").containsOnlyOnce("\u001b[2J");
    }

    @Test
    void shouldKeepEndlessAndReversedTextFromTheTerminal() {
        var plain = new PlainView(new PrintWriter(out), Marks.of(UTF_8), ZoneOffset.UTC);
        plain.action(action("x".repeat(10_000), "Archery", null));
        plain.action(action("gate\u202e1\u2028gate-2", "Archery", null));

        assertThat(out.toString().lines().toList())
                .hasSize(2)
                .allMatch(line -> line.length() <= 1000)
                .last()
                .asString()
                .contains("gate?1?gate-2");
    }

    @Test
    void shouldDrawARowForEachCameraWithItsLatestLabelAndAccuracy() {
        var view = new TableView(new PrintWriter(out), Marks.of(US_ASCII));

        view.action(action("gate-2", "Diving", null));
        view.action(action("gate-1", "Diving", "Diving"));
        view.action(action("gate-1", "Archery", "Diving"));
        view.accuracy(accuracy("gate-1", 0.5));
        view.accuracy(accuracy(Accuracy.ALL, 0.25));
        view.draw();

        List<String> lines = out.toString().lines().map(String::strip).toList();
        assertThat(lines.get(1)).matches("gate-1 +Archery +91% +x Diving +0.500 of 2 clips");
        assertThat(lines.get(2)).matches("gate-2 +Diving +91% +-");
        assertThat(lines.get(4)).isEqualTo("all cameras 0.250 of 2 clips");
    }

    @Test
    void shouldShowNoFiguresOfAScopeThatIsForgotten() {
        var view = new TableView(new PrintWriter(out), Marks.of(US_ASCII));
        view.action(action("gate-1", "Archery", null));
        view.accuracy(accuracy("gate-1", 0.5));

        view.forgotten("gate-1");
        view.draw();

        assertThat(out.toString().lines().map(String::strip).toList().get(1)).matches("gate-1 +Archery +91% +-");
    }

    private static Action action(String camera, String label, String truth) {
        return new Action(
                camera,
                1764000000000L,
                1764000005400L,
                label,
                0.91f,
                List.of(new Score(label, 0.91f)),
                truth,
                "v",
                10,
                143);
    }

    private static Event event(String camera, Phase phase, long length) {
        long start = 1764000000000L;
        return new Event(
                camera + "/" + start + "/Archery",
                camera,
                phase,
                "Archery",
                start,
                start + length,
                0.87f,
                0.95f,
                4,
                "v");
    }

    private static Accuracy accuracy(String scope, double accuracy) {
        return new Accuracy(scope, 1764000005400L, 500, 2, 1, accuracy, List.of(), new Confusion(List.of(), List.of()));
    }
}
