package io.actionstream.jobs.wire;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.actionstream.model.label.Labels;
import io.actionstream.operators.records.TrueAction;
import java.io.IOException;

/** The value of a {@code truth} record: {@code {"start":ms,"end":ms,"label":"..."}}; other fields may stand in it too. */
public final class TruthJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private TruthJson() {}

    /**
     * The truth that a record of a camera holds.
     *
     * @throws IOException with a message for people when it is not the JSON of one
     */
    public static TrueAction read(String camera, byte[] json) throws IOException {
        if (json == null) {
            throw new IOException("the record has no value");
        }
        JsonNode truth = SmallJson.read(MAPPER, json);
        if (!truth.isObject()) {
            throw new IOException("not a JSON object");
        }
        JsonNode label = truth.path("label");
        if (!label.isTextual()) {
            throw new IOException("no text 'label'");
        }
        String spelt = Labels.spelling(label.textValue());
        return new TrueAction(camera, time(truth, "start"), time(truth, "end"), spelt);
    }

    private static long time(JsonNode truth, String field) throws IOException {
        JsonNode time = truth.path(field);
        if (!time.isNumber() || !time.canConvertToLong()) {
            throw new IOException("no time '" + field + "' in milliseconds");
        }
        return time.longValue();
    }
}
