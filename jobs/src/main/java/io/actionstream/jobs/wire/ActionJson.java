package io.actionstream.jobs.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.actionstream.model.label.Labels;
import io.actionstream.operators.records.Action;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The value of an {@code actions} record: one line of JSON; {@code truth} is absent when unknown. */
public final class ActionJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ActionJson() {}

    /** The JSON of an action, UTF-8. */
    public static byte[] write(Action action) {
        try {
            return MAPPER.writeValueAsBytes(action);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The action that a record holds.
     *
     * @throws IOException when it is not the JSON of one
     */
    public static Action read(byte[] json) throws IOException {
        Action action = MAPPER.readValue(json, Action.class);
        if (action == null || action.camera() == null) {
            throw JsonMappingException.from((JsonParser) null, "no camera");
        }
        return new Action(
                action.camera(),
                action.start(),
                action.end(),
                Labels.spelling(action.label()),
                action.confidence(),
                action.top(),
                Labels.spelling(action.truth()),
                action.model(),
                action.frames(),
                action.latencyMillis());
    }
}
