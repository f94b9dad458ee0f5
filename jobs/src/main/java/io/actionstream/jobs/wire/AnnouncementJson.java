package io.actionstream.jobs.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/**
 * The value of a {@code models} record: one line of JSON.
 *
 * @param version what the checkpoint calls itself
 * @param uri the checkpoint's directory
 */
public record AnnouncementJson(String version, String uri) {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The JSON, UTF-8. */
    public byte[] write() {
        return MAPPER.createObjectNode()
                .put("version", version)
                .put("uri", uri)
                .toString()
                .getBytes(UTF_8);
    }

    /**
     * Reads the announcement of a record.
     *
     * @throws IOException when it is not the JSON of an announcement; says why
     */
    public static AnnouncementJson read(byte[] json) throws IOException {
        JsonNode announcement = SmallJson.read(MAPPER, json);
        return new AnnouncementJson(text(announcement, "version"), text(announcement, "uri"));
    }

    private static String text(JsonNode announcement, String field) throws IOException {
        JsonNode value = announcement.path(field);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw new IOException("no text in the field '" + field + "'");
        }
        return value.textValue();
    }
}
