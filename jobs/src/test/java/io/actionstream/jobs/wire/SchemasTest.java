package io.actionstream.jobs.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.actionstream.model.events.Event;
import io.actionstream.operators.records.Accuracy;
import io.actionstream.operators.records.Action;
import io.actionstream.operators.records.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The schemas of {@code docs/schemas}, beside what is written and read. */
class SchemasTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private static final Action ACTION = new Action(
            "gate-1",
            1000,
            6400,
            "Squats",
            0.91f,
            List.of(new Score("Squats", 0.91f)),
            "Squats",
            "synthetic-1",
            10,
            143);
    private static final Accuracy ACCURACY = new Accuracy(
            "*",
            6400,
            500,
            2,
            1,
            0.5,
            List.of(
                    new Accuracy.ClassFigures("Squats", 2, 1.0, 0.5),
                    new Accuracy.ClassFigures("Bowing", 0, null, null)),
            new Accuracy.Confusion(List.of("Squats", "Bowing"), List.of(List.of(1, 1), List.of(0, 0))));
    private static final String TRUTH = "{\"start\":1764000000000,\"end\":1764000009000,\"label\":\"Squats\"}";
    private static final String MODEL = "{\"version\":\"second\",\"uri\":\"/srv/models/second\"}";

    @Test
    void shouldDescribeAnAction() throws IOException {
        assertDescribes("actions", new String(ActionJson.write(ACTION), UTF_8), Set.of("truth"));
    }

    @Test
    void shouldDescribeFigures() throws IOException {
        assertThat(errors("accuracy", new String(AccuracyJson.write(ACCURACY), UTF_8)))
                .isEmpty();
    }

    @Test
    void shouldDescribeFiguresOfEvents() throws IOException {
        Accuracy events = ACCURACY.withEvents(new Accuracy.EventFigures(0.5, null, 1.5, 2));
        assertDescribes("accuracy", new String(AccuracyJson.write(events), UTF_8), Set.of("events"));
    }

    @ParameterizedTest
    @EnumSource
    void shouldDescribeAnEvent(Event.Phase phase) throws IOException {
        Event event = new Event(
                "gate-1/1000/Squats", "gate-1", phase, "Squats", 1000, 24_400, 0.87f, 0.95f, 4, "synthetic-1");
        assertDescribes("events", new String(EventJson.write(event), UTF_8), Set.of());
    }

    @Test
    void shouldDescribeATruth() throws IOException {
        assertDescribes("truth", TRUTH, Set.of());
        assertThat(TruthJson.read("gate-1", TRUTH.getBytes(UTF_8)).label()).isEqualTo("Squats");
    }

    @Test
    void shouldDescribeAnAnnouncedModel() throws IOException {
        assertDescribes("models", MODEL, Set.of());
        assertThat(AnnouncementJson.read(MODEL.getBytes(UTF_8)).version()).isEqualTo("second");
    }

    @ParameterizedTest
    @CsvSource({"truth, start", "truth, end", "truth, label", "models, version", "models, uri"})
    void shouldRequireWhatTheJobRequires(String topic, String field) throws IOException {
        ObjectNode without = (ObjectNode) JSON.readTree(topic.equals("truth") ? TRUTH : MODEL);
        without.remove(field);
        byte[] json = JSON.writeValueAsBytes(without);

        assertThatThrownBy(() -> read(topic, json)).isInstanceOf(IOException.class);
    }

    private static Object read(String topic, byte[] json) throws IOException {
        return topic.equals("truth") ? TruthJson.read("gate-1", json) : AnnouncementJson.read(json);
    }

    /** A record with every field is valid, and has no field that the schema does not name; without a field it is not valid. */
    private static void assertDescribes(String topic, String json, Set<String> optional) throws IOException {
        assertThat(errors(topic, json)).isEmpty();
        JsonNode record = JSON.readTree(json);
        Set<String> fields = new TreeSet<>();
        record.fieldNames().forEachRemaining(fields::add);
        JsonNode schema = JSON.readTree(text(topic));
        Set<String> described = new TreeSet<>();
        schema.get("properties").fieldNames().forEachRemaining(described::add);
        assertThat(fields).isEqualTo(described);
        for (String field : fields) {
            ObjectNode without = record.deepCopy();
            without.remove(field);
            assertThat(errors(topic, without.toString()).isEmpty()).as(field).isEqualTo(optional.contains(field));
            ObjectNode wrong = record.deepCopy();
            wrong.put(field, true);
            assertThat(errors(topic, wrong.toString())).as(field).isNotEmpty();
        }
    }

    private static List<Error> errors(String topic, String json) throws IOException {
        return SCHEMAS.getSchema(text(topic), InputFormat.JSON).validate(json, InputFormat.JSON);
    }

    private static String text(String topic) throws IOException {
        return Files.readString(Path.of("../docs/schemas/" + topic + ".schema.json"));
    }
}
