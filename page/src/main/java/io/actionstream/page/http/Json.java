package io.actionstream.page.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** Bodies of requests and answers. */
final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final int MOST_BYTES = 4096;

    private Json() {}

    /** Answers with a value. */
    static void answer(Context request, int status, Object value) {
        try {
            request.status(status).contentType("application/json").result(MAPPER.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers with a sentence that says what is wrong. */
    static void error(Context request, int status, String sentence) {
        answer(request, status, Map.of("error", sentence));
    }

    /**
     * The object in the body of a request, which must say that it is JSON.
     *
     * @throws HttpResponseException when it is none
     */
    static JsonNode object(Context request) {
        String type = request.contentType();
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw new HttpResponseException(415, "the body must be application/json", Map.of());
        }
        try (InputStream body = request.req().getInputStream()) {
            byte[] bytes = body.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new HttpResponseException(413, "the body has more than " + MOST_BYTES + " bytes", Map.of());
            }
            JsonNode object = MAPPER.readTree(bytes);
            if (object != null && object.isObject()) {
                return object;
            }
        } catch (JsonProcessingException e) {
            // told below
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new BadRequestResponse("the body is not a JSON object");
    }
}
