package io.actionstream.model.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads and writes {@code config.json}. Format 1 passes over what it does not know; format 2 refuses it, and takes no text for a
 * number.
 */
final class ConfigJson {
    private static final int MAX_LABELS_BYTES = 16 << 20;
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");
    private static final String LABELS = "labels";
    private static final String LABELS_FILE = "labelsFile";
    private static final String CLIP = "clip";
    private static final List<String> CLIP_OF_FORMAT_2 = List.of("fit", "shortSide", "resize");
    private static final List<String> CONFIG_OF_FORMAT_2 = List.of("input", "output", LABELS_FILE);

    private static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> Stream.of(CoercionInputShape.Boolean, CoercionInputShape.Integer, CoercionInputShape.Float)
                            .forEach(shape -> text.setCoercion(shape, CoercionAction.Fail)))
            .build();

    private ConfigJson() {}

    /**
     * Reads and checks a configuration.
     *
     * @param place where it is, for messages
     * @param files reads the file of labels beside it, if it names one
     * @throws CheckpointException when it is not as it must be; names the field, what is expected and what is there
     */
    static CheckpointConfig parse(String place, byte[] json, Checkpoint.FileReader files) throws IOException {
        try {
            JsonNode tree = LENIENT.readTree(new String(json, StandardCharsets.UTF_8));
            if (tree == null || tree.isNull() || tree.isMissingNode()) {
                throw new CheckpointException(place + ": it holds nothing");
            }
            if (!(tree instanceof ObjectNode config)) {
                throw new CheckpointException(place + ": it must hold a JSON object");
            }
            boolean format2 = config.path("format").asInt() == CheckpointConfig.FORMAT_2;
            return format2 ? strict(place, config, files) : lenient(config);
        } catch (JsonProcessingException e) {
            throw new CheckpointException(place + ": " + sentence(e), e);
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(place + ": " + e.getMessage(), e);
        }
    }

    /** The configuration as text. */
    static byte[] write(CheckpointConfig config) throws JsonProcessingException {
        ObjectNode tree = LENIENT.valueToTree(config);
        if (config.format() == CheckpointConfig.FORMAT) {
            passOver(tree);
        }
        return LENIENT.writeValueAsBytes(tree);
    }

    private static CheckpointConfig lenient(ObjectNode config) throws JsonProcessingException {
        passOver(config);
        return LENIENT.treeToValue(config, CheckpointConfig.class);
    }

    /** Takes away what format 1 does not know, which earlier versions do not see either. */
    private static void passOver(ObjectNode config) {
        config.remove(CONFIG_OF_FORMAT_2);
        if (config.get(CLIP) instanceof ObjectNode clip) {
            clip.remove(CLIP_OF_FORMAT_2);
        }
    }

    private static CheckpointConfig strict(String place, ObjectNode config, Checkpoint.FileReader files)
            throws IOException {
        if (config.get(CLIP) instanceof ObjectNode clip && !clip.has("fit")) {
            throw new IllegalArgumentException("clip fit is missing");
        }
        if (config.has(LABELS_FILE)) {
            if (config.has(LABELS)) {
                throw new IllegalArgumentException("labels and labelsFile are both there; keep one");
            }
            String name = config.remove(LABELS_FILE).asText();
            ArrayNode labels = config.putArray(LABELS);
            labelsOf(name, files).forEach(labels::add);
        }
        return STRICT.treeToValue(config, CheckpointConfig.class);
    }

    /** The lines of a file beside the configuration; an empty line at its end is none. */
    private static List<String> labelsOf(String name, Checkpoint.FileReader files) throws IOException {
        if (!PLAIN_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "labelsFile must be the name of a file beside config.json, in letters, digits, '.', '_' and '-',"
                            + " not '" + name + "'");
        }
        byte[] content = files.read(name, MAX_LABELS_BYTES);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text.lines().toList();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("labelsFile " + name + " is not UTF-8", e);
        }
    }

    private static String sentence(JsonProcessingException e) {
        if (e.getCause() instanceof IllegalArgumentException cause) {
            return cause.getMessage();
        }
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "format 2 has no field " + path(unknown) + "; it has "
                    + unknown.getKnownPropertyIds().stream()
                            .map(Object::toString)
                            .sorted()
                            .collect(Collectors.joining(", "));
        }
        if (e instanceof InvalidFormatException wrong
                && wrong.getTargetType() != null
                && wrong.getTargetType().isEnum()) {
            return path(wrong) + " must be " + constants(wrong.getTargetType()) + ", not '" + wrong.getValue() + "'";
        }
        if (e instanceof JsonMappingException wrong && !wrong.getPath().isEmpty()) {
            return path(wrong) + ": " + wrong.getOriginalMessage();
        }
        return e.getMessage();
    }

    /** The place in the configuration, such as {@code input.layout} or {@code labels[3]}. */
    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }

    private static String constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> LENIENT.valueToTree(constant).asText())
                .collect(Collectors.joining(", "));
    }
}
