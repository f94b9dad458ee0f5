package io.actionstream.model.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.actionstream.model.network.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads and writes tensors in the safetensors format: eight bytes of header length (little-endian), a JSON header of
 * names, types, shapes and offsets, then the data. Nothing in it can execute. Float32 is written; float16, bfloat16 and
 * float64 are read as well, and become float32. Counters of PyTorch's are passed over.
 *
 * @see <a href="https://huggingface.co/docs/safetensors">the format</a>
 */
public final class SafeTensors {
    private static final int MAX_FILE = 1 << 30;
    private static final int MAX_HEADER = 16 << 20;
    private static final int MAX_DIMENSIONS = 8;
    private static final String METADATA = "__metadata__";
    /** The beginning of a file of torch.save: a zip or, in old versions, a pickle. */
    private static final int ZIP = 'P' | 'K' << 8 | 3 << 16 | 4 << 24;

    private static final int PICKLE = 0x80;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private SafeTensors() {}

    /**
     * Reads every tensor of a file.
     *
     * @throws CheckpointException when the file is not a well-formed safetensors file of floating-point tensors
     */
    public static Map<String, Tensor> read(Path file) throws IOException {
        return read(file, MAX_FILE);
    }

    /** The same for a file that is refused unread when it has more than so many bytes. */
    static Map<String, Tensor> read(Path file, int maxBytes) throws IOException {
        long size = Files.size(file);
        if (size > maxBytes) {
            throw new CheckpointException(file + ": " + size + " bytes are more than the limit of " + maxBytes);
        }
        return parse(file.toString(), Files.readAllBytes(file));
    }

    /**
     * Reads every tensor of a file's content.
     *
     * @param place where the file is, for messages
     * @throws CheckpointException when it is not a well-formed safetensors file of floating-point tensors
     */
    static Map<String, Tensor> parse(String place, byte[] file) throws IOException {
        try {
            return parse(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN));
        } catch (MalformedException | JsonProcessingException e) {
            throw new CheckpointException(place + ": not a usable safetensors file: " + e.getMessage(), e);
        }
    }

    /** The most bytes of a file of so many numbers, as float64. */
    static int maxBytes(long numbers) {
        return (int) Math.min(MAX_FILE, Long.BYTES + MAX_HEADER + Double.BYTES * numbers);
    }

    /** Writes tensors in the order of the map. */
    public static void write(Path file, Map<String, Tensor> tensors) throws IOException {
        ObjectNode header = JSON.createObjectNode();
        header.putObject(METADATA).put("format", "pt");
        long offset = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            ObjectNode description = header.putObject(entry.getKey()).put("dtype", "F32");
            var shape = description.putArray("shape");
            for (long length : entry.getValue().shape()) {
                shape.add(length);
            }
            long end = offset + 4L * entry.getValue().values().length;
            description.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        byte[] json = JSON.writeValueAsBytes(header);
        int aligned = (json.length + 7) / 8 * 8;
        ByteBuffer out =
                ByteBuffer.allocate(Math.toIntExact(8 + aligned + offset)).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(aligned).put(json);
        while (out.position() < 8 + aligned) {
            out.put((byte) ' ');
        }
        tensors.values().forEach(tensor -> {
            out.asFloatBuffer().put(tensor.values());
            out.position(out.position() + 4 * tensor.values().length);
        });
        Files.write(file, out.array());
    }

    private static Map<String, Tensor> parse(ByteBuffer bytes) throws MalformedException, JsonProcessingException {
        if (bytes.remaining() < 8) {
            throw new MalformedException("it ends within the header length");
        }
        long length = bytes.getLong();
        if (length < 2 || length > Math.min(MAX_HEADER, bytes.remaining())) {
            refuseTorchSave(length);
            throw new MalformedException("header length " + length + " with " + bytes.remaining() + " bytes left");
        }
        byte[] json = new byte[(int) length];
        bytes.get(json);
        ByteBuffer data = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        JsonNode header = JSON.readTree(new String(json, StandardCharsets.UTF_8));
        if (!header.isObject()) {
            throw new MalformedException("the header is not a JSON object");
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        long claimed = 0;
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            String name = entry.getKey();
            if (!name.equals(METADATA)) {
                ElementType type = type(name, entry.getValue());
                long[] shape = longs(name, "shape", entry.getValue(), MAX_DIMENSIONS);
                ByteBuffer content = content(name, entry.getValue(), type, shape, data);
                claimed += content.remaining();
                if (claimed > data.limit()) {
                    throw new MalformedException("its tensors overlap");
                }
                if (!PyTorchNames.isCounter(name)) {
                    tensors.put(name, tensor(name, type, shape, content));
                }
            }
        }
        if (claimed < data.limit()) {
            throw new MalformedException(data.limit() - claimed + " bytes belong to no tensor");
        }
        return tensors;
    }

    private static void refuseTorchSave(long start) throws MalformedException {
        if ((int) start == ZIP || (start & 0xFF) == PICKLE) {
            throw new MalformedException("it seems to be written by torch.save, whose files can execute code."
                    + " In Python: safetensors.torch.save_file(model.state_dict(), \"model.safetensors\")");
        }
    }

    private static ElementType type(String name, JsonNode description) throws MalformedException {
        String given = description.path("dtype").asText();
        ElementType type = Arrays.stream(ElementType.values())
                .filter(known -> known.name().equals(given))
                .findFirst()
                .orElse(null);
        if (type == null || !(type.isReadable() || PyTorchNames.isCounter(name))) {
            throw new MalformedException("tensor " + name + " has type '" + given + "', not " + ElementType.READABLE
                    + ": in PyTorch, save the state_dict() of model.float()");
        }
        return type;
    }

    private static ByteBuffer content(
            String name, JsonNode description, ElementType type, long[] shape, ByteBuffer data)
            throws MalformedException {
        long[] offsets = longs(name, "data_offsets", description, 2);
        long bytes = type.bytes() * sizeOf(name, shape);
        if (offsets.length != 2 || offsets[1] > data.limit() || offsets[1] - offsets[0] != bytes) {
            throw new MalformedException("tensor " + name + " does not fit its data_offsets");
        }
        return data.slice((int) offsets[0], (int) bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static Tensor tensor(String name, ElementType type, long[] shape, ByteBuffer content)
            throws MalformedException {
        float[] values =
                type.read(content.duplicate().order(ByteOrder.LITTLE_ENDIAN), content.remaining() / type.bytes());
        if (type == ElementType.F64) {
            for (int i = 0; i < values.length; i++) {
                double wide = content.getDouble(Double.BYTES * i);
                if (Float.isInfinite(values[i]) && Double.isFinite(wide)) {
                    throw new MalformedException("tensor " + name + " holds " + wide + ", which is beyond float32");
                }
            }
        }
        return new Tensor(shape, values);
    }

    private static long[] longs(String name, String field, JsonNode description, int most) throws MalformedException {
        JsonNode array = description.path(field);
        if (!array.isArray() || array.size() > most) {
            throw new MalformedException("tensor " + name + " has no usable " + field);
        }
        long[] values = new long[array.size()];
        for (int i = 0; i < values.length; i++) {
            if (!array.get(i).isIntegralNumber()
                    || !array.get(i).canConvertToLong()
                    || array.get(i).asLong() < 0) {
                throw new MalformedException("tensor " + name + " has no usable " + field);
            }
            values[i] = array.get(i).asLong();
        }
        return values;
    }

    private static long sizeOf(String name, long[] shape) throws MalformedException {
        long size = 1;
        for (long length : shape) {
            if (length > MAX_FILE || size * length > MAX_FILE / 4) {
                throw new MalformedException("tensor " + name + " is too large");
            }
            size *= length;
        }
        return size;
    }

    private static final class MalformedException extends Exception {
        MalformedException(String message) {
            super(message);
        }
    }
}
