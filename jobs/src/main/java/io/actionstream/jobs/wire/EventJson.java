package io.actionstream.jobs.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.actionstream.model.events.Event;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The value of an {@code events} record: one line of JSON. */
public final class EventJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private EventJson() {}

    /** The JSON of an event, UTF-8. */
    public static byte[] write(Event event) {
        try {
            return MAPPER.writeValueAsBytes(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The event that a record tells of.
     *
     * @throws IOException when it is not the JSON of one
     */
    public static Event read(byte[] json) throws IOException {
        Event event = MAPPER.readValue(json, Event.class);
        if (event == null || event.camera() == null || event.id() == null || event.phase() == null) {
            throw JsonMappingException.from((JsonParser) null, "no camera, id or phase");
        }
        return event;
    }
}
