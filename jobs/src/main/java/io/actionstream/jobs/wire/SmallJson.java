package io.actionstream.jobs.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** JSON that others write, whose fields are looked for one by one. */
final class SmallJson {

    /** The most bytes of one; what is parsed takes many times as much memory. */
    static final int MAX_BYTES = 64 * 1024;

    private SmallJson() {}

    /**
     * Parses one.
     *
     * @throws IOException with a message for people when it is too large or no JSON
     */
    static JsonNode read(ObjectMapper mapper, byte[] json) throws IOException {
        if (json.length > MAX_BYTES) {
            throw new IOException(json.length + " bytes are more than " + MAX_BYTES);
        }
        try {
            return mapper.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IOException("not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
