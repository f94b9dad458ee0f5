package io.actionstream.jobs.compare;

import static io.actionstream.jobs.testing.TestFrames.START;
import static io.actionstream.jobs.testing.TestFrames.camera;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.actionstream.jobs.testing.Console;
import io.actionstream.jobs.testing.TestJob;
import io.actionstream.jobs.testing.TestKafka;
import io.actionstream.jobs.testing.TestVideos;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job and a try over the same frames, of three cameras that show the same picture for two clips. The try has the same
 * network with its two labels exchanged, so that it gives each clip the other label. By their truths, one of the two is
 * right for two cameras, the other for one.
 */
class CompareITCase {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECONDS = 12;
    private static final int CLIP_MILLIS = 6000;

    /** As low as that, each of two labels is an event all the time. */
    private static final String[] EVERY_EVENT = {"--enter=0.01", "--exit=0.01", "--unknown=0"};

    @TempDir
    static Path folder;

    private static TestJob job;

    @BeforeAll
    static void runBoth() throws Exception {
        job = TestJob.withTopics();
        TestKafka.send(camera(job.frames(), "gate-1", Color.GRAY, "Dark", SECONDS));
        TestKafka.send(camera(job.frames(), "gate-2", Color.GRAY, "Light", SECONDS));
        TestKafka.send(camera(job.frames(), "gate-3", Color.GRAY, null, SECONDS));
        TestKafka.send(List.of(new ProducerRecord<>(
                job.truth(),
                "gate-3".getBytes(UTF_8),
                ("{\"start\":" + START + ",\"end\":" + (START + SECONDS * 1000) + ",\"label\":\"Dark\"}")
                        .getBytes(UTF_8))));
        Path first = TestVideos.checkpoint(folder.resolve("first"), "first-1", List.of("Dark", "Light"));
        Path second = TestVideos.checkpoint(folder.resolve("second"), "second-1", List.of("Light", "Dark"));
        run(first, "--start=earliest", "--stop-at-end");
        run(second, "--start=" + START, "--stop-at=" + (START + 2 * SECONDS * 1000), "--output-suffix=-try");
        deliverAgain(job.actions());
        deliverAgain(job.events());
        TestKafka.send(List.of(new ProducerRecord<>(job.events() + "-try", "nonsense".getBytes(UTF_8))));
    }

    @Test
    void shouldTellWhichClipsAndEventsDifferAndWhichOfTheTwoWasRight() throws Exception {
        Path file = folder.resolve("compared.json");

        Console console = compare("--json=" + file);

        assertThat(console.exitCode()).as(console.err()).isZero();
        JsonNode compared = JSON.readTree(Files.readAllBytes(file));
        JsonNode clips = compared.get("clips");
        assertThat(clips.get("both").intValue()).isEqualTo(6);
        assertThat(clips.get("onlyLeft").intValue()).isZero();
        assertThat(clips.get("onlyRight").intValue()).isZero();
        assertThat(clips.get("same").intValue()).isZero();
        assertThat(clips.get("differing")).hasSize(1);
        assertThat(clips.at("/differing/0/clips").intValue()).isEqualTo(6);
        assertThat(clips.get("list")).hasSize(6);
        assertThat(clips.at("/list/0/camera").textValue()).isEqualTo("gate-1");
        assertThat(clips.at("/list/0/start").longValue()).isEqualTo(START);
        assertThat(clips.at("/list/4/truth").textValue()).isEqualTo("Dark");
        JsonNode truth = compared.get("truth");
        assertThat(List.of(
                        truth.get("leftOnly").intValue(), truth.get("rightOnly").intValue()))
                .containsExactlyInAnyOrder(4, 2);
        assertThat(truth.get("bothRight").intValue()).isZero();
        assertThat(truth.get("neither").intValue()).isZero();
        assertThat(truth.get("p").doubleValue()).isCloseTo(0.6875, within(1e-9));
        JsonNode events = compared.get("events");
        assertThat(events.get("both").intValue()).isEqualTo(6);
        assertThat(events.get("onlyLeft")).isEmpty();
        assertThat(events.get("onlyRight")).isEmpty();
        assertThat(compared.get("unreadable").intValue()).isEqualTo(1);
        assertThat(compared.at("/models/left/0").textValue()).isEqualTo("first-1");
        assertThat(compared.at("/models/right/0").textValue()).isEqualTo("second-1");
        assertThat(console.out().lines())
                .contains(
                        "models                 first-1                second-1",
                        "                                6          0          0      0.0 %",
                        "all                             6          0          0",
                        "1 records are no results and do not count.")
                .anyMatch(line -> line.endsWith("McNemar's test, exact: p = 0.688"));
    }

    @Test
    void shouldCompareAStretchOnly() throws IOException {
        Path file = folder.resolve("stretch.json");

        Console console =
                compare("--start=" + (START + CLIP_MILLIS), "--stop-at=" + (START + 2 * CLIP_MILLIS), "--json=" + file);

        assertThat(console.exitCode()).as(console.err()).isZero();
        JsonNode compared = JSON.readTree(Files.readAllBytes(file));
        assertThat(compared.at("/clips/both").intValue()).isEqualTo(3);
        assertThat(compared.at("/events/both").intValue()).isEqualTo(6);
    }

    @Test
    void shouldNameATopicThatIsMissing() {
        Console console = compare("--right-suffix=-other");

        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.err()).contains("there is no topic " + job.actions() + "-other, " + job.events() + "-other");
    }

    @Test
    void shouldEndWhenThereIsMoreThanItMayHold() {
        Console console = compare("--max-records=5");

        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.err()).contains("--max-records=5").doesNotContain("\tat ");
    }

    @Test
    void shouldSayThatAFileCannotBeWritten() {
        Console console = compare("--json=" + folder.resolve("none").resolve("compared.json"));

        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.err()).contains("cannot write --json=").doesNotContain("\tat ");
    }

    private static void run(Path checkpoint, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--frames-topic=" + job.frames(),
                "--accuracy-topic=" + job.accuracy(),
                "--rejected-topic=" + job.rejected(),
                "--models-topic=" + job.models(),
                "--group-id=" + job.frames(),
                "--checkpoint=" + checkpoint,
                "--parallelism=1",
                "--flink.restart-strategy.type=none"));
        arguments.addAll(results());
        arguments.addAll(List.of(EVERY_EVENT));
        arguments.addAll(List.of(options));
        Console console = Console.run(arguments.toArray(String[]::new));
        assertThat(console.exitCode()).as(console.err()).isZero();
    }

    private static Console compare(String... options) {
        List<String> arguments = new ArrayList<>(List.of("compare"));
        arguments.addAll(results());
        arguments.addAll(List.of(options));
        return Console.run(arguments.toArray(String[]::new));
    }

    private static List<String> results() {
        return List.of(
                "--bootstrap-servers=" + TestKafka.bootstrapServers(),
                "--actions-topic=" + job.actions(),
                "--events-topic=" + job.events(),
                "--truth-topic=" + job.truth());
    }

    private static void deliverAgain(String topic) {
        List<ProducerRecord<byte[], byte[]>> again = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> result : TestKafka.read(topic)) {
            again.add(new ProducerRecord<>(topic, result.key(), result.value()));
        }
        TestKafka.send(again);
    }
}
