package io.actionstream.jobs.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.operators.records.Origin;
import io.actionstream.operators.records.TrueAction;
import io.actionstream.operators.records.TruthRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TruthDeserializerTest {

    @Test
    void shouldReadCameraTimesLabelBytesAndOrigin() {
        String json = "{\"start\":1764000000000,\"end\":1764000005400,\"label\":\"Kn\u00fcpfen\"}";

        TruthRecord truth = read("gate-1", json);

        assertThat(truth.camera()).isEqualTo("gate-1");
        assertThat(truth.truth())
                .isEqualTo(new TrueAction("gate-1", 1_764_000_000_000L, 1_764_000_005_400L, "Kn\u00fcpfen"));
        assertThat(truth.problem()).isNull();
        assertThat(truth.bytes()).asString(UTF_8).isEqualTo(json);
        assertThat(truth.origin()).isEqualTo(new Origin("truth", 3, 42));
    }

    @Test
    void shouldSpellALabelAsEverywhere() {
        assertThat(read("gate-1", "{\"start\":1,\"end\":2,\"label\":\"HandStandPushups\"}")
                        .truth())
                .isEqualTo(new TrueAction("gate-1", 1, 2, "HandstandPushups"));
    }

    @Test
    void shouldReadATruthWithFieldsOfALaterVersion() {
        assertThat(read("gate-1", "{\"by\":[\"Ann\"],\"start\":1,\"end\":2,\"label\":\"Biking\"}")
                        .truth())
                .isEqualTo(new TrueAction("gate-1", 1, 2, "Biking"));
    }

    @Test
    void shouldCutFractionsOfMilliseconds() {
        assertThat(read("gate-1", "{\"start\":1.9,\"end\":2e3,\"label\":\"Biking\"}")
                        .truth())
                .isEqualTo(new TrueAction("gate-1", 1, 2000, "Biking"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "''; not a JSON object",
                "null; not a JSON object",
                "[1,2]; not a JSON object",
                "{}; no text 'label'",
                "{\"start\":1,\"end\":2}; no text 'label'",
                "{\"start\":1,\"end\":2,\"label\":null}; no text 'label'",
                "{\"start\":1,\"end\":2,\"label\":7}; no text 'label'",
                "{\"end\":2,\"label\":\"Biking\"}; no time 'start' in milliseconds",
                "{\"start\":1,\"label\":\"Biking\"}; no time 'end' in milliseconds",
                "{\"start\":\"1\",\"end\":2,\"label\":\"Biking\"}; no time 'start' in milliseconds",
                "{\"start\":1,\"end\":1e99,\"label\":\"Biking\"}; no time 'end' in milliseconds",
                "{\"start\":1,\"end\":99999999999999999999,\"label\":\"Biking\"}; no time 'end' in milliseconds",
            })
    void shouldSayWhatIsMissing(String json, String problem) {
        assertThat(read("gate-1", json).truth()).isNull();
        assertThat(read("gate-1", json).problem()).isEqualTo(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "{\"start\":1", "{\"start\":1,\"end\":2,\"label\":\"Biking\"} and more"})
    void shouldSayThatARecordIsNotJson(String json) {
        TruthRecord truth = read("gate-1", json);

        assertThat(truth.truth()).isNull();
        assertThat(truth.problem()).startsWith("not JSON: ");
        assertThat(truth.bytes()).asString(UTF_8).isEqualTo(json);
    }

    @Test
    void shouldSayThatBytesAreNotUtf8OrNestedWithoutEnd() {
        assertThat(read("gate-1".getBytes(UTF_8), new byte[] {'"', -1, -1, '"'}).problem())
                .startsWith("not JSON: ");
        assertThat(read("gate-1", "[".repeat(60_000)).problem()).startsWith("not JSON: ");
    }

    @Test
    void shouldNotParseAnEndlessValue() {
        String truth = "{\"start\":1,\"end\":2,\"label\":\"Biking\"}";

        assertThat(read("gate-1", truth + " ".repeat(65_536 - truth.length())).problem())
                .isNull();
        assertThat(read("gate-1", truth + " ".repeat(65_537 - truth.length())).problem())
                .isEqualTo("65537 bytes are more than 65536");
    }

    @Test
    void shouldSayThatThereIsNoValue() {
        assertThat(read("gate-1".getBytes(UTF_8), null).problem()).isEqualTo("the record has no value");
    }

    @Test
    void shouldKeepATruthWithoutAKeyForTheCheckToReject() {
        TruthRecord truth = read(null, "{\"start\":1,\"end\":2,\"label\":\"Biking\"}".getBytes(UTF_8));

        assertThat(truth.camera()).isNull();
        assertThat(truth.problem()).isNull();
    }

    private static TruthRecord read(String camera, String json) {
        return read(camera.getBytes(UTF_8), json.getBytes(UTF_8));
    }

    private static TruthRecord read(byte[] key, byte[] value) {
        List<TruthRecord> truths = new ArrayList<>();
        new TruthDeserializer()
                .deserialize(new ConsumerRecord<>("truth", 3, 42, key, value), new ListCollector<>(truths));
        assertThat(truths).hasSize(1);
        return truths.get(0);
    }
}
