package io.actionstream.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long films through the command line: made, evaluated, predicted. */
class FilmCommandsTest {
    @TempDir
    private static Path shared;

    private static Path films;
    private static String model;

    @TempDir
    private Path folder;

    @BeforeAll
    static void generate() throws IOException {
        films = shared.resolve("films");
        Cli cli = Cli.run("generate", "--out=" + films, "--films=2", "--minutes=1", "--frame-rate=5");
        assertThat(cli.exit()).as(cli.err()).isZero();
        TestCheckpoints.untrained(shared.resolve("model"));
        model = "--checkpoint=" + shared.resolve("model");
    }

    @Test
    void shouldGenerateFilmsWithTheirSegments() throws IOException {
        assertThat(films).isDirectoryContaining("glob:**/film-0002.avi");
        assertThat(Files.readAllLines(films.resolve("segments.csv"))).hasSizeGreaterThan(1);
    }

    @Test
    void shouldGenerateFilmsInWhichNobodyDoesAnything() throws IOException {
        Cli cli = Cli.run("generate", "--out=" + folder, "--films=1", "--minutes=0.2", "--frame-rate=1", "--only-idle");
        assertThat(cli.exit()).as(cli.err()).isZero();
        assertThat(Files.readAllLines(folder.resolve("segments.csv"))).containsExactly("film,start,end,label");
    }

    @Test
    void shouldNotMakeVideosOfOneActionOnlyIdle() {
        Cli cli = Cli.run("generate", "--out=" + folder, "--only-idle");
        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err()).contains("--only-idle needs --films");
    }

    @Test
    void shouldHoldEventsAgainstTheTruth() {
        Cli cli = evaluate("--events", "--data=" + films);
        assertThat(cli.exit()).as(cli.err()).isZero();
        assertThat(cli.out())
                .contains("2 films, 0.03 hours, 200 clips", "label of a clip", "F1 at IoU 0.5", "false events an hour");
        assertThat(cli.out()).doesNotContain("--smooth");
    }

    @Test
    void shouldWriteTheFiguresOfEventsAsJson() throws IOException {
        Path json = folder.resolve("out/events.json");
        Cli cli = evaluate("--events", "--data=" + films, "--smooth=2", "--json=" + json);
        assertThat(cli.exit()).as(cli.err()).isZero();
        JsonNode report = new ObjectMapper().readTree(json.toFile());
        assertThat(report.get("films").intValue()).isEqualTo(2);
        assertThat(report.get("options").get("smooth").intValue()).isEqualTo(2);
        assertThat(report.get("events").get("overlaps").get(1).get("iou").doubleValue())
                .isEqualTo(0.5);
        String labels = report.get("labels").get("events").asText();
        assertThat(cli.out()).containsPattern("\nevents +\\d+ +" + labels + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--html", "--plots"})
    void shouldHaveNoPicturesOfEvents(String option) {
        Cli cli = evaluate("--events", "--data=" + films, option + "=" + folder.resolve("out"));
        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err()).contains("--events has no " + option + "; --json=FILE writes its figures");
    }

    @Test
    void shouldNameTheBestOptions() {
        Cli cli = evaluate("--events", "--search", "--data=" + films);
        assertThat(cli.exit()).as(cli.err()).isZero();
        assertThat(cli.out().lines().filter(line -> line.matches("F1 \\d.* --smooth=\\d .*")))
                .hasSize(10);
    }

    @Test
    void shouldNameTheListThatIsMissing() {
        Cli cli = evaluate("--events", "--data=" + films, "--segments=none.csv");
        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err()).contains("--segments: no file none.csv");
    }

    @Test
    void shouldNameAFilmOfTheListThatIsMissing() throws IOException {
        Path list = Files.writeString(folder.resolve("list.csv"), "film,start,end,label\nfilm-9.avi,0,5,Waving\n");
        Cli cli = evaluate("--events", "--data=" + films, "--segments=" + list);
        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err()).contains("--segments: " + list + " names film-9.avi, which is not in " + films);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--search", "--segments=list.csv"})
    void shouldWantEventsForWhatIsOfEvents(String option) {
        Cli cli = evaluate("--data=" + films, option);
        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err()).contains("--segments and --search need --events");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--exit=0.9", "--smooth=0", "--unknown=2", "--merge-gap=7"})
    void shouldRefuseRulesThatAreNone(String option) {
        Cli cli = evaluate("--events", "--data=" + films, option);
        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err()).containsIgnoringCase(option.substring(2, option.indexOf('=')));
    }

    @Test
    void shouldWriteWhatItPredictsForOtherPrograms() throws IOException {
        Cli cli = Cli.run(
                "predict",
                model,
                "--enter=0.4",
                "--unknown=0",
                "--csv=" + folder.resolve("events.csv"),
                "--vtt=" + folder.resolve("events.vtt"),
                "--srt=" + folder.resolve("events.srt"),
                "--png=" + folder.resolve("timeline.png"),
                "--segments=" + films.resolve("segments.csv"),
                films.resolve("film-0001.avi").toString());
        assertThat(cli.exit()).as(cli.err()).isZero();
        assertThat(cli.out()).contains("on the whole", "    from       to  events");
        assertThat(folder.resolve("events.csv")).content().startsWith("film,start,end,label,confidence,peak,clips\n");
        assertThat(folder.resolve("events.vtt")).content().startsWith("WEBVTT\n");
        assertThat(folder.resolve("events.srt")).content().startsWith("1\n00:00:");
        assertThat(folder.resolve("timeline.png")).isNotEmptyFile();
    }

    private static Cli evaluate(String... options) {
        return Cli.run(
                Stream.concat(Stream.of("evaluate", model), Stream.of(options)).toArray(String[]::new));
    }
}
