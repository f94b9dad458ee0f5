package io.actionstream.jobs.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.jobs.Launcher;
import io.actionstream.jobs.options.RunOptions;
import io.actionstream.jobs.testing.Console;
import io.actionstream.jobs.testing.TestKafka;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WatchITCase {

    private static final String ACTION =
            "{\"camera\":\"gate-1\",\"start\":1764000000000,\"end\":1764000005400,\"label\":\"Archery\","
                    + "\"confidence\":0.91,\"top\":[],\"truth\":\"Archery\",\"model\":\"v\",\"frames\":10,"
                    + "\"latencyMillis\":143}";
    private static final String ACCURACY = "{\"scope\":\"*\",\"at\":1764000005400,\"window\":500,\"clips\":8,"
            + "\"correct\":6,\"accuracy\":0.75,\"classes\":[],\"confusion\":{\"labels\":[],\"counts\":[]}}";

    private static final String EVENT =
            "{\"id\":\"gate-1/1764000000000/Archery\",\"camera\":\"gate-1\",\"phase\":\"start\","
                    + "\"label\":\"Archery\",\"start\":1764000000000,\"end\":1764000005400,\"confidence\":0.87,\"peak\":0.95,"
                    + "\"clips\":1,\"model\":\"v\"}";

    private final String actions = TestKafka.uniqueName("actions");
    private final String events = TestKafka.uniqueName("events");
    private final String accuracy = TestKafka.uniqueName("accuracy");

    @BeforeEach
    void createTopics() throws Exception {
        TestKafka.createTopic(actions, 2);
        TestKafka.createTopic(events, 1);
        TestKafka.createTopic(accuracy, 1);
    }

    @Test
    void shouldShowEventsAndNothingElse() {
        send(actions, ACTION);
        send(accuracy, ACCURACY);
        send(events, "nonsense");
        send(events, EVENT);

        Console console = Console.run(
                "watch",
                "--plain",
                "--bootstrap-servers=" + TestKafka.bootstrapServers(),
                "--events-topic=" + events,
                "--from-beginning",
                "--max-messages=2");

        assertThat(console.exitCode()).isZero();
        assertThat(console.out().lines())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("no result at offset 0 of " + events),
                        second -> assertThat(second).contains("gate-1", "Archery", "87%", "starts"));
    }

    @Test
    void shouldSayThatTheTopicOfEventsIsMissing() {
        Console console =
                Console.run("watch", "--bootstrap-servers=" + TestKafka.bootstrapServers(), "--events-topic=no-events");

        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.err()).contains("there is no topic no-events");
    }

    @Test
    void shouldShowWhatTheTopicsHold() {
        send(actions, ACTION);
        send(accuracy, ACCURACY);

        Console console = watch(actions, "--from-beginning", "--max-messages=2");

        assertThat(console.exitCode()).isZero();
        assertThat(console.out()).contains("gate-1", "Archery", "91%", "accuracy 0.750 over the last 8 clips");
    }

    @Test
    void shouldGoOnBehindARecordThatIsNoResult() {
        send(actions, "nonsense");
        send(accuracy, ACCURACY);

        Console console = watch(actions, "--from-beginning", "--max-messages=2");

        assertThat(console.exitCode()).isZero();
        assertThat(console.out()).contains("no result at offset 0 of " + actions, "accuracy 0.750");
    }

    @Test
    void shouldUnderstandThatAScopeIsForgotten() {
        TestKafka.send(List.of(new ProducerRecord<>(accuracy, "gate-1".getBytes(UTF_8), null)));
        send(accuracy, ACCURACY);

        Console console = watch(actions, "--from-beginning", "--max-messages=2");

        assertThat(console.exitCode()).isZero();
        assertThat(console.out().lines()).singleElement().asString().contains("accuracy 0.750");
    }

    @Test
    void shouldStopAfterSoManyRecords() {
        send(actions, ACTION);
        send(actions, ACTION);
        send(actions, ACTION);

        assertThat(watch(actions, "--from-beginning", "--max-messages=2").out().lines())
                .hasSize(2);
    }

    @Test
    @Timeout(60)
    void shouldEndWhenNobodyReadsItAnyMore() throws IOException {
        send(actions, ACTION);
        Writer closed = Writer.nullWriter();
        closed.close();

        int exitCode = Launcher.execute(
                new PrintWriter(closed), new PrintWriter(Writer.nullWriter()), command(actions, "--from-beginning"));

        assertThat(exitCode).isZero();
    }

    @Test
    void shouldLeaveTimeoutsOfKafkaToTheUser() {
        send(actions, ACTION);

        Console console = watch(actions, "--from-beginning", "--max-messages=1", "--kafka.request.timeout.ms=20000");

        assertThat(console.err()).isEmpty();
        assertThat(console.exitCode()).isZero();
    }

    @Test
    void shouldShowNothingOfAnAbortedTransaction() {
        var action = new ProducerRecord<>(actions, "gate-1".getBytes(UTF_8), ACTION.getBytes(UTF_8));
        var aborted = new ProducerRecord<>(
                actions,
                "gate-1".getBytes(UTF_8),
                ACTION.replace("gate-1", "aborted").getBytes(UTF_8));
        TestKafka.sendAborted(List.of(aborted));
        TestKafka.send(List.of(action));

        assertThat(watch(actions, "--from-beginning", "--max-messages=1").out())
                .contains("gate-1")
                .doesNotContain("aborted");
        assertThat(watch(actions, "--from-beginning", "--max-messages=1", "--kafka.isolation.level=read_uncommitted")
                        .out())
                .contains("aborted");
    }

    @Test
    @Timeout(60)
    void shouldShowWhatComesThroughPartitionsThatAreAdded() throws Exception {
        var out = new StringWriter();
        send(actions, ACTION);
        var settings = new Properties();
        settings.putAll(Map.of("bootstrap.servers", TestKafka.bootstrapServers(), "metadata.max.age.ms", "100"));
        RunOptions topics = RunOptions.parse("--actions-topic=" + actions, "--accuracy-topic=" + accuracy);
        var view = new PlainView(new PrintWriter(out), new Marks("ok", "x"), ZoneOffset.UTC);
        try (var feed = ResultFeed.connect(settings, topics.topics(), List.of(actions, accuracy), true)) {
            long shown = 0;
            while (shown < 1) {
                shown += feed.poll(view, 1);
            }

            TestKafka.addPartitions(actions, 3);
            TestKafka.send(List.of(new ProducerRecord<>(
                    actions, 2, null, ACTION.replace("gate-1", "gate-2").getBytes(UTF_8))));
            while (shown < 2) {
                shown += feed.poll(view, 1);
            }
        }

        assertThat(out.toString().lines()).hasSize(2).anyMatch(line -> line.contains("gate-2"));
    }

    @Test
    void shouldSayThatATopicIsMissing() {
        Console console = watch("none");

        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.err()).contains("there is no topic none");
    }

    private static void send(String topic, String value) {
        TestKafka.send(List.of(new ProducerRecord<>(topic, "gate-1".getBytes(UTF_8), value.getBytes(UTF_8))));
    }

    private Console watch(String actionsTopic, String... options) {
        return Console.run(command(actionsTopic, options));
    }

    private String[] command(String actionsTopic, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "watch",
                "--plain",
                "--clips",
                "--bootstrap-servers=" + TestKafka.bootstrapServers(),
                "--actions-topic=" + actionsTopic,
                "--accuracy-topic=" + accuracy));
        arguments.addAll(List.of(options));
        return arguments.toArray(String[]::new);
    }
}
