package io.actionstream.jobs.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.actionstream.operators.records.TrueAction;
import java.io.IOException;

/** The value of a {@code truth} record: {@code {"start":ms,"end":ms,"label":"..."}}; other fields may stand in it too. */
final class TruthJson {

    /** The most bytes of one; what is parsed takes many times as much memory. */
    static final int MAX_BYTES = 64 * 1024;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private TruthJson() {}

    /**
     * The truth that a record of a camera holds.
     *
     * @throws IOException with a message for people when it is not the JSON of one
     */
    static TrueAction read(String camera, byte[] json) throws IOException {
        if (json == null) {
            throw new IOException("the record has no value");
        }
        if (json.length > MAX_BYTES) {
            throw new IOException(json.length + " bytes are more than " + MAX_BYTES);
        }
        JsonNode truth = parse(json);
        if (!truth.isObject()) {
            throw new IOException("not a JSON object");
        }
        JsonNode label = truth.path("label");
        if (!label.isTextual()) {
            throw new IOException("no text 'label'");
        }
        return new TrueAction(camera, time(truth, "start"), time(truth, "end"), label.textValue());
    }

    private static JsonNode parse(byte[] json) throws IOException {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IOException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static long time(JsonNode truth, String field) throws IOException {
        JsonNode time = truth.path(field);
        if (!time.isNumber() || !time.canConvertToLong()) {
            throw new IOException("no time '" + field + "' in milliseconds");
        }
        return time.longValue();
    }
}
