package io.actionstream.jobs.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.jobs.testing.TestKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.RowKind;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The statements of {@code docs/sql.md}, over topics that hold a few records. */
class SqlITCase {

    private static final List<String> TOPICS =
            List.of("events", "actions", "accuracy", "truth", "frames", "rejected", "models");
    private static final Pattern BLOCK = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final String prefix = TestKafka.uniqueName("sql") + "-";
    private final TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inBatchMode());
    private final TableEnvironment streaming = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
    private final List<String> queries = new ArrayList<>();

    @TempDir
    Path folder;

    @BeforeEach
    void defineTables() throws Exception {
        for (String topic : TOPICS) {
            TestKafka.createTopic(prefix + topic, 1);
        }
        Files.writeString(folder.resolve("places.json"), "{\"camera\":\"gate-1\",\"place\":\"north gate\"}\n");
        for (String statement : statements()) {
            if (statement.startsWith("SELECT")) {
                queries.add(statement);
            } else if (!statement.startsWith("SET")) {
                tables.executeSql(statement);
                streaming.executeSql(statement);
            }
        }
    }

    @Test
    void shouldHaveATableOfEachTopicAndFiveQueries() {
        assertThat(tables.listTables()).contains(TOPICS.toArray(String[]::new));
        assertThat(queries).hasSize(5);
    }

    @Test
    void shouldCountTheEventsOfTheLastHourOnceEach() throws Exception {
        long now = System.currentTimeMillis();
        send("events", "gate-1", event("gate-1", "Bowing", "end", now - HOUR / 2, now - HOUR / 4));
        send("events", "gate-1", event("gate-1", "Bowing", "end", now - HOUR / 2, now - HOUR / 4));
        send("events", "gate-1", event("gate-1", "Bowing", "end", now - HOUR / 8, now));
        send("events", "yard", event("yard", "Squats", "start", now - HOUR / 2, now - HOUR / 4));
        send("events", "yard", event("yard", "Squats", "end", now - 3 * HOUR, now - 2 * HOUR));

        assertThat(rows(queries.get(0))).containsExactly("+I[gate-1, Bowing, 2]");
    }

    @Test
    void shouldSumTheMinutesOfAnActionOfEachDay() throws Exception {
        tables.getConfig().setLocalTimeZone(ZoneOffset.UTC);
        long noon = Instant.parse("2026-03-04T12:00:00Z").toEpochMilli();
        send("events", "gate-1", event("gate-1", "Bowing", "end", noon, noon + 90_000));
        send("events", "yard", event("yard", "Bowing", "end", noon + HOUR, noon + HOUR + 30_000));
        send("events", "yard", event("yard", "Bowing", "end", noon + 24 * HOUR, noon + 24 * HOUR + 60_000));

        assertThat(rows(queries.get(1)))
                .extracting(row -> row.replaceAll("(\\.\\d*?)0+\\]", "$1]"))
                .containsExactlyInAnyOrder("+I[2026-03-04, Bowing, 2.]", "+I[2026-03-05, Bowing, 1.]");
    }

    @Test
    void shouldNameTheCamerasThatSendNoFrames() throws Exception {
        long now = System.currentTimeMillis();
        frame("gate-1", now - HOUR, new byte[] {1});
        frame("gate-1", now, new byte[] {1});
        frame("yard", now - 2 * HOUR, new byte[] {1});
        frame("yard", now - HOUR, null);

        assertThat(rows(queries.get(2))).singleElement().asString().startsWith("+I[yard, ");
    }

    @Test
    void shouldCountWhereTruthAndLabelDiffer() throws Exception {
        send("actions", "gate-1", action(1000, "Bowing", "Squats"));
        send("actions", "gate-1", action(1000, "Bowing", "Squats"));
        send("actions", "gate-1", action(7000, "Bowing", "Squats"));
        send("actions", "gate-1", action(13_000, "Waving", "Squats"));
        send("actions", "gate-1", action(19_000, "Bowing", "Bowing"));
        send("actions", "gate-1", action(25_000, "Bowing", null));

        assertThat(rows(queries.get(3))).containsExactly("+I[Squats, Bowing, 2]", "+I[Squats, Waving, 1]");
    }

    @Test
    void shouldJoinEventsWithATableOfPlaces() throws Exception {
        send("events", "gate-1", event("gate-1", "Bowing", "end", 1000, 2000));
        send("events", "elsewhere", event("elsewhere", "Bowing", "end", 1000, 2000));

        assertThat(rows(queries.get(4))).containsExactly("+I[north gate, Bowing, 1, 0.95]");
    }

    @Test
    void shouldReadTheLatestRecordsOfCompactedTopics() throws Exception {
        send("accuracy", "*", accuracy("*", 400));
        send("accuracy", "*", accuracy("*", 431));
        send("accuracy", "gone", accuracy("gone", 1));
        send("accuracy", "gone", null);
        send("models", "current", "{\"version\":\"first\",\"uri\":\"/srv/models/first\"}");
        send("models", "current", "{\"version\":\"second\",\"uri\":\"/srv/models/second\"}");

        assertThat(latest("SELECT `scope`, correct, classes[1].recall, confusion.counts[1][1] FROM accuracy"))
                .containsExactly("*, 431, 0.9, 47");
        assertThat(latest("SELECT * FROM `models`")).containsExactly("current, second, /srv/models/second");
    }

    @Test
    void shouldReadTruthsAndRejectedRecords() throws Exception {
        send("truth", "gate-1", "{\"start\":1000,\"end\":9000,\"label\":\"Squats\"}");
        TestKafka.send(List.of(rejected("gate-1", "half", "truncated", "the end is missing")));

        assertThat(rows("SELECT * FROM truth")).containsExactly("+I[gate-1, 1000, 9000, Squats]");
        assertThat(rows("SELECT camera, CAST(content AS STRING), reason, detail FROM rejected"))
                .containsExactly("+I[gate-1, half, truncated, the end is missing]");
    }

    private List<String> statements() throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(Path.of("../docs/sql.md")));
        return block.results()
                .flatMap(found -> Stream.of(found.group(1).split(";")))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .map(this::onTestTopics)
                .toList();
    }

    private String onTestTopics(String statement) {
        return statement
                .replace("localhost:9092", TestKafka.bootstrapServers())
                .replace("'topic' = '", "'topic' = '" + prefix)
                .replace("/srv/places.json", folder.resolve("places.json").toString());
    }

    private List<String> rows(String query) {
        List<String> rows = new ArrayList<>();
        tables.executeSql(query).collect().forEachRemaining(row -> rows.add(row.toString()));
        return rows;
    }

    /** The rows that are left after all changes. */
    private List<String> latest(String query) {
        List<String> rows = new ArrayList<>();
        streaming.executeSql(query).collect().forEachRemaining(row -> {
            String fields = row.toString().replaceAll("^..\\[|\\]$", "");
            if (row.getKind() == RowKind.INSERT || row.getKind() == RowKind.UPDATE_AFTER) {
                rows.add(fields);
            } else {
                rows.remove(fields);
            }
        });
        return rows;
    }

    private void send(String topic, String key, String json) {
        byte[] value = json == null ? null : json.getBytes(UTF_8);
        TestKafka.send(List.of(new ProducerRecord<>(prefix + topic, key.getBytes(UTF_8), value)));
    }

    private void frame(String camera, long captured, byte[] image) {
        TestKafka.send(List.of(new ProducerRecord<>(prefix + "frames", null, captured, camera.getBytes(UTF_8), image)));
    }

    private ProducerRecord<byte[], byte[]> rejected(String camera, String value, String reason, String detail) {
        var rejected = new ProducerRecord<>(prefix + "rejected", camera.getBytes(UTF_8), value.getBytes(UTF_8));
        Map.of("reason", reason, "detail", detail)
                .forEach((name, text) -> rejected.headers().add(name, text.getBytes(UTF_8)));
        return rejected;
    }

    private static String event(String camera, String label, String phase, long start, long end) {
        return ("{\"id\":\"%s/%d/%s\",\"camera\":\"%s\",\"phase\":\"%s\",\"label\":\"%s\",\"start\":%d,\"end\":%d,"
                        + "\"confidence\":0.87,\"peak\":0.95,\"clips\":4,\"model\":\"synthetic-1\"}")
                .formatted(camera, start, label, camera, phase, label, start, end);
    }

    private static String action(long start, String label, String truth) {
        String known = truth == null ? "" : "\"truth\":\"" + truth + "\",";
        return ("{\"camera\":\"gate-1\",\"start\":%d,\"end\":%d,\"label\":\"%s\",\"confidence\":0.91,"
                        + "\"top\":[{\"label\":\"%s\",\"confidence\":0.91}],%s\"model\":\"synthetic-1\",\"frames\":10,"
                        + "\"latencyMillis\":143}")
                .formatted(start, start + 5400, label, label, known);
    }

    private static String accuracy(String scope, int correct) {
        return ("{\"scope\":\"%s\",\"at\":1764000005400,\"window\":500,\"clips\":500,\"correct\":%d,\"accuracy\":0.862,"
                        + "\"classes\":[{\"label\":\"Squats\",\"support\":52,\"precision\":0.88,\"recall\":0.90}],"
                        + "\"confusion\":{\"labels\":[\"Squats\"],\"counts\":[[47]]}}")
                .formatted(scope, correct);
    }
}
