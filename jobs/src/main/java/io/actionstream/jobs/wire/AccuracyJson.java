package io.actionstream.jobs.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.actionstream.operators.records.Accuracy;
import io.actionstream.operators.records.Accuracy.EventFigures;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The value of an {@code accuracy} record: one line of JSON; a precision or recall that has no clips is null. */
public final class AccuracyJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addMixIn(Accuracy.class, OfEvents.class)
            .build();

    /** Only events have figures of events. */
    private interface OfEvents {
        @JsonInclude(JsonInclude.Include.NON_NULL)
        EventFigures events();
    }

    private AccuracyJson() {}

    /** The JSON of the figures, UTF-8. */
    public static byte[] write(Accuracy accuracy) {
        try {
            return MAPPER.writeValueAsBytes(accuracy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The figures that a record holds.
     *
     * @throws IOException when it is not the JSON of any
     */
    public static Accuracy read(byte[] json) throws IOException {
        Accuracy accuracy = MAPPER.readValue(json, Accuracy.class);
        if (accuracy == null || accuracy.scope() == null) {
            throw JsonMappingException.from((JsonParser) null, "no scope");
        }
        return accuracy;
    }
}
