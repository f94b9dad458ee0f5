package io.actionstream.page.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.page.picture.PictureStore;
import io.actionstream.page.state.CameraCondition;
import io.actionstream.page.state.Figures;
import io.actionstream.page.state.PageState;
import io.actionstream.page.state.Snapshot;
import io.actionstream.page.state.StateLimits;
import io.actionstream.page.state.Tile;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The records of docs/topics.md, and others. */
class ResultReaderTest {

    private static final long NOW = 1_764_000_006_000L;
    private static final PageTopics TOPICS =
            new PageTopics("frames", "actions", "events", "accuracy", "rejected", "truth", "models");

    private final AtomicLong clock = new AtomicLong(NOW);
    private final PageState state = new PageState(StateLimits.DEFAULT, new PictureStore(1000), clock::get);
    private final ResultReader reader = new ResultReader(TOPICS, state, clock::get);

    @Test
    void shouldReadAnAction() {
        read("actions", "gate-1", """
                {"camera":"gate-1","start":1764000000000,"end":1764000005400,"label":"Squats","confidence":0.91,
                 "top":[{"label":"Squats","confidence":0.91},{"label":"Bowing","confidence":0.05}],
                 "truth":"Squats","model":"synthetic-1","frames":10,"latencyMillis":143,"later":true}""");

        Tile tile = snapshot().tiles().get(0);
        assertThat(tile.camera()).isEqualTo("gate-1");
        assertThat(tile.truth()).isEqualTo("Squats");
        assertThat(tile.clip().top()).hasSize(2);
        assertThat(snapshot().overview().model().version()).isEqualTo("synthetic-1");
    }

    @Test
    void shouldReadAnEvent() {
        read("events", "gate-1", """
                {"id":"gate-1/1764000000000/Squats","camera":"gate-1","phase":"end","label":"Squats",
                 "start":1764000000000,"end":1764000005400,"confidence":0.87,"peak":0.95,"clips":4,"model":"synthetic-1"}""");

        assertThat(snapshot().tiles().get(0).events()).hasSize(1);
    }

    @Test
    void shouldShowTheFiguresOfEventsAndMakeNoCameraOfThem() {
        read("accuracy", "events:*", """
                {"scope":"events:*","at":1764000005400,"window":500,"clips":2,"correct":1,"accuracy":0.5,
                 "classes":[],"confusion":{"labels":[],"counts":[]},
                 "events":{"precision":0.5,"recall":null,"falsePerHour":1.5,"hours":0.7}}""");

        assertThat(snapshot().tiles()).isEmpty();
        assertThat(snapshot().overview().events()).isEqualTo(new Figures.Events(0.5, null, 1.5));
    }

    @Test
    void shouldReadFiguresAndTombstonesOfFigures() {
        read("accuracy", "gate-1", """
                {"scope":"gate-1","at":1764000005400,"window":500,"clips":50,"correct":43,"accuracy":0.86,
                 "classes":[{"label":"Squats","support":52,"precision":null,"recall":0.90}],
                 "confusion":{"labels":["Squats"],"counts":[[47]]}}""");
        assertThat(snapshot().tiles().get(0).accuracy()).isEqualTo(new Tile.Correct(43, 50));

        read("accuracy", "gate-1", null);
        assertThat(snapshot().tiles().get(0).accuracy()).isNull();
    }

    @Test
    void shouldReadATruth() {
        read("actions", "gate", action("gate"));
        read("truth", "gate", "{\"start\":1764000000000,\"end\":1764000009000,\"label\":\"Bowing\"}");

        assertThat(snapshot().tiles().get(0).truth()).isEqualTo("Bowing");
    }

    @Test
    void shouldReadWhyAFrameWasRejected() {
        reader.read(rejected("gate", "truncated"));

        assertThat(snapshot().tiles().get(0).condition()).isEqualTo(CameraCondition.REJECTED);
        assertThat(snapshot().overview().rejected()).containsEntry("truncated", 1);
    }

    @Test
    void shouldCountWhatWasRejectedOfNoCamera() {
        reader.read(rejected("made-up-name", "too-many-cameras"));
        reader.read(rejected(null, "invalid-camera"));

        assertThat(snapshot().tiles()).isEmpty();
        assertThat(snapshot().overview().rejected()).containsOnlyKeys("invalid-camera", "too-many-cameras");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "actions|``",
                "actions|null",
                "actions|[]",
                "actions|{",
                "actions|{\"camera\":\"gate\"}",
                "actions|{\"camera\":7,\"start\":{}}",
                "actions|{\"camera\":\"gate\",\"start\":9,\"end\":1,\"label\":\"x\",\"confidence\":1,\"latencyMillis\":1}",
                "events|{\"camera\":\"gate\",\"phase\":\"end\"}",
                "events|{\"id\":\"x\",\"camera\":\"gate\",\"phase\":\"later\"}",
                "accuracy|{\"scope\":\"gate\"}",
                "accuracy|{\"scope\":\"gate\",\"clips\":1,\"correct\":1,\"accuracy\":1,\"classes\":[null],"
                        + "\"confusion\":{\"labels\":[],\"counts\":[]}}",
                "accuracy|{\"scope\":\"gate\",\"clips\":1,\"correct\":1,\"accuracy\":1,\"classes\":[],"
                        + "\"confusion\":{\"labels\":[\"a\"],\"counts\":[]}}",
                "truth|{\"start\":2,\"end\":1,\"label\":\"x\"}",
                "truth|{}",
                "models|{\"version\":5}",
            })
    void shouldPassOverWhatIsNoResult(String topic, String value) {
        read(topic, "gate", value);
        read(topic, null, value);

        assertThat(snapshot().tiles()).isEmpty();
        assertThat(snapshot().overview().models()).isEmpty();
    }

    @Test
    void shouldPassOverWhatIsTooLarge() {
        read("actions", "gate", action("gate") + " ".repeat(1 << 16));
        read("accuracy", "gate", " ".repeat(1 << 20) + "{}");

        assertThat(snapshot().tiles()).isEmpty();
    }

    @Test
    void shouldNotBelieveATimeThatIsStillToCome() {
        reader.read(record("actions", "gate", action("gate"), NOW + 86_400_000));
        clock.addAndGet(StateLimits.DEFAULT.silentMillis());

        assertThat(snapshot().tiles().get(0).condition()).isEqualTo(CameraCondition.SILENT);
    }

    private Snapshot snapshot() {
        clock.addAndGet(200);
        return state.snapshot();
    }

    private void read(String topic, String key, String value) {
        reader.read(record(topic, key, value, NOW));
    }

    private static String action(String camera) {
        return "{\"camera\":\"" + camera + "\",\"start\":1764000000000,\"end\":1764000005400,\"label\":\"Squats\","
                + "\"confidence\":0.9,\"top\":[],\"model\":\"m\",\"frames\":10,\"latencyMillis\":143}";
    }

    private static ConsumerRecord<byte[], byte[]> record(String topic, String key, String value, long at) {
        return new ConsumerRecord<>(
                topic,
                0,
                0,
                at,
                TimestampType.CREATE_TIME,
                0,
                0,
                key == null ? null : key.getBytes(UTF_8),
                value == null ? null : value.getBytes(UTF_8),
                new RecordHeaders(),
                Optional.empty());
    }

    private static ConsumerRecord<byte[], byte[]> rejected(String camera, String reason) {
        ConsumerRecord<byte[], byte[]> rejected = record("rejected", camera, "bytes", NOW);
        rejected.headers().add(new RecordHeader("reason", reason.getBytes(UTF_8)));
        return rejected;
    }
}
