package io.actionstream.jobs.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schema of a checkpoint's configuration, beside what is read. */
class CheckpointSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Path SCHEMA = Path.of("../docs/schemas/checkpoint.schema.json");
    private static final Path DOCS = Path.of("../docs/checkpoints.md");
    private static final String FULL = """
            {"format": 2, "architecture": "onnx", "version": "v", "temperature": 1.5, "background": ["B"], "labels": ["A", "B"],
             "clip": {"frames": 16, "intervalMillis": 67, "height": 112, "width": 112, "padding": "last", "fit": "crop",
                      "shortSide": 128},
             "input": {"name": "x", "layout": "BCTHW", "colours": "BGR", "type": "float16", "scale": 0.01, "mean": [0.1, 0.2, 0.3],
                       "deviation": [0.1, 0.2, 0.3]},
             "output": {"name": "y", "kind": "probabilities"}, "metrics": {"accuracy": 0.5},
             "training": {"data": "d", "split": "s", "seed": 1, "recipe": "r", "epochs": 2}}
            """;

    /** Without these the others are still right. */
    private static final Set<String> OPTIONAL = Set.of(
            "temperature",
            "background",
            "metrics",
            "training",
            "input.name",
            "output.name",
            "training.data",
            "training.split",
            "training.seed",
            "training.recipe",
            "training.epochs");

    @TempDir
    private Path folder;

    @Test
    void shouldTakeWhatIsReadAndNothingElseFieldByField() throws IOException {
        JsonNode full = JSON.readTree(FULL);
        assertAgree(full, true, "all fields");
        for (String field : fields(full)) {
            assertAgree(without(full, field), OPTIONAL.contains(field), "without " + field);
            assertAgree(with(full, field, JSON.readTree("true")), false, field + " is true");
            assertAgree(with(full, field + "X", JSON.readTree("1")), false, "an unknown field after " + field);
        }
    }

    @Test
    void shouldNameEveryFieldThatIsRead() throws IOException {
        JsonNode properties = JSON.readTree(Files.readString(SCHEMA)).get("properties");
        Set<String> named = new TreeSet<>();
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            named.add(property.getKey());
            property.getValue()
                    .path("properties")
                    .fieldNames()
                    .forEachRemaining(inner -> named.add(property.getKey() + "." + inner));
        }
        Set<String> read = new TreeSet<>(fields(JSON.readTree(FULL)));
        read.addAll(Set.of("labelsFile", "blocks", "clip.resize"));
        assertThat(named).isEqualTo(read);
    }

    @Test
    void shouldReadTheExampleOfTheDocs() throws IOException {
        String page = Files.readString(DOCS);
        int start = page.indexOf("```json") + "```json".length();
        assertAgree(JSON.readTree(page.substring(start, page.indexOf("```", start))), true, "the example");
    }

    @Test
    void shouldDocumentEveryField() throws IOException {
        String page = Files.readString(DOCS);
        assertThat(fields(JSON.readTree(FULL)))
                .filteredOn(field -> !field.startsWith("training.")
                        && !Set.of("clip", "input", "output").contains(field))
                .allSatisfy(field -> assertThat(page).contains("`" + field + "`"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "clip.shortSide|null|clip.fit|\"stretch\"|true",
                "clip.fit|\"stretch\"|version|\"v\"|false",
                "clip.shortSide|null|clip.resize|[128, 171]|true",
                "clip.resize|[128, 171]|version|\"v\"|false",
                "clip.shortSide|null|clip.resize|[128]|false",
                "clip.frames|257|version|\"v\"|false",
                "clip.height|8|version|\"v\"|false",
                "clip.padding|\"grey\"|version|\"v\"|false",
                "input.type|\"uint8\"|version|\"v\"|false",
                "input.scale|0|version|\"v\"|false",
                "input.mean|[1, 2]|version|\"v\"|false",
                "input.deviation|[0, 1, 1]|version|\"v\"|false",
                "blocks|[16]|version|\"v\"|false",
                "labels|[]|version|\"v\"|false",
                "labels|[\"A\", \"A\"]|version|\"v\"|false",
                "temperature|0|version|\"v\"|false",
                "architecture|\"r2plus1d-tutorial\"|version|\"v\"|false",
                "architecture|\"torchscript\"|input.name|null|true",
                "version|\"\"|format|2|false",
                "format|3|version|\"v\"|false"
            })
    void shouldTakeAndRefuseWhatIsTakenAndRefused(
            String first, String value, String second, String other, boolean taken) throws IOException {
        JsonNode changed = change(change(JSON.readTree(FULL), first, value), second, other);
        assertAgree(changed, taken, first + " = " + value);
    }

    @Test
    void shouldTakeAFileOfLabels() throws IOException {
        Files.writeString(folder.resolve("names.txt"), "A\nB\n");
        JsonNode named = change(change(JSON.readTree(FULL), "labels", "null"), "labelsFile", "\"names.txt\"");
        assertAgree(named, true, "labelsFile");
        assertAgree(change(named, "labels", "[\"A\", \"B\"]"), false, "both");
        assertAgree(change(named, "labelsFile", "\"../names.txt\""), false, "elsewhere");
    }

    private void assertAgree(JsonNode config, boolean taken, String what) throws IOException {
        boolean valid = SCHEMAS.getSchema(Files.readString(SCHEMA), InputFormat.JSON)
                .validate(config.toString(), InputFormat.JSON)
                .isEmpty();
        assertThat(valid).as("schema, " + what).isEqualTo(taken);
        Files.writeString(folder.resolve("config.json"), config.toString());
        boolean read;
        try {
            Checkpoint.readConfig(folder);
            read = true;
        } catch (CheckpointException e) {
            read = false;
        }
        assertThat(read).as("reader, " + what).isEqualTo(taken);
    }

    private static List<String> fields(JsonNode config) {
        List<String> fields = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : config.properties()) {
            fields.add(field.getKey());
            if (field.getValue().isObject() && !field.getKey().equals("metrics")) {
                field.getValue().fieldNames().forEachRemaining(inner -> fields.add(field.getKey() + "." + inner));
            }
        }
        return fields;
    }

    private static JsonNode change(JsonNode config, String field, String value) throws IOException {
        return value.equals("null") ? without(config, field) : with(config, field, JSON.readTree(value));
    }

    private static JsonNode without(JsonNode config, String field) {
        ObjectNode changed = config.deepCopy();
        holder(changed, field).remove(name(field));
        return changed;
    }

    private static JsonNode with(JsonNode config, String field, JsonNode value) {
        ObjectNode changed = config.deepCopy();
        holder(changed, field).set(name(field), value);
        return changed;
    }

    private static ObjectNode holder(ObjectNode config, String field) {
        return field.contains(".") ? (ObjectNode) config.get(field.substring(0, field.indexOf('.'))) : config;
    }

    private static String name(String field) {
        return field.substring(field.indexOf('.') + 1);
    }
}
