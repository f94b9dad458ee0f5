package io.actionstream.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTensorsTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("model.safetensors");
    }

    @Test
    void shouldReadWhatWasWritten() throws IOException {
        SafeTensors.write(file, Map.of("a", new Tensor(new long[] {2, 3}, new float[] {1, 2, 3, 4, 5, 6})));
        Tensor read = SafeTensors.read(file).get("a");
        assertThat(read.shape()).containsExactly(2, 3);
        assertThat(read.values()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void shouldReadAScalarAndAnEmptyTensor() throws IOException {
        SafeTensors.write(
                file,
                Map.of(
                        "scalar",
                        new Tensor(new long[0], new float[] {7}),
                        "none",
                        new Tensor(new long[] {0}, new float[0])));
        assertThat(SafeTensors.read(file).get("scalar").values()).containsExactly(7);
        assertThat(SafeTensors.read(file).get("none").values()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]}} | not F32",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}} | does not fit its data_offsets",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}} | does not fit its data_offsets",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-4,4]}} | no usable data_offsets",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8]}} | does not fit its data_offsets",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}} | no usable shape",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,8]}} | no usable shape",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,8]}} | too large",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} | 4 bytes belong to no tensor",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | its tensors overlap",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                        + "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} | Duplicate",
                "{\"a\":7} | not F32",
                "[1,2] | not a JSON object",
                "{\"a\": | not a usable safetensors file"
            })
    void shouldSayWhatIsWrongWithTheHeader(String header, String problem) throws IOException {
        writeWithHeader(header);
        assertThatThrownBy(() -> SafeTensors.read(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(problem);
    }

    @Test
    void shouldRefuseAHeaderLongerThanTheFile() throws IOException {
        Files.write(
                file,
                ByteBuffer.allocate(16)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(Long.MAX_VALUE)
                        .array());
        assertThatThrownBy(() -> SafeTensors.read(file)).hasMessageContaining("header length");
    }

    @Test
    void shouldRefuseEveryTruncation() throws IOException {
        SafeTensors.write(file, Map.of("a", new Tensor(new long[] {4}, new float[4])));
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> SafeTensors.read(file)).isInstanceOf(CheckpointException.class);
        }
    }

    @Test
    void shouldSurviveDamageWithAnAnswerOrAClearError() throws IOException {
        SafeTensors.write(file, Map.of("a", new Tensor(new long[] {4}, new float[4])));
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(17);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            Files.write(file, damaged);
            try {
                SafeTensors.read(file);
            } catch (CheckpointException e) {
                assertThat(e).hasMessageContaining(file.toString());
            }
        }
    }

    private void writeWithHeader(String header) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + 8).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(file, bytes.putLong(json.length).put(json).array());
    }
}
