package io.actionstream.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionstream.model.network.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                "{\"a\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}} | not F32, F16, BF16 or F64: in"
                        + " PyTorch, save the state_dict() of model.float()",
                "{\"a\":{\"dtype\":\"Q4\",\"shape\":[2],\"data_offsets\":[0,8]}} | not F32",
                "{\"a\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,8]}} | does not fit its data_offsets",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,8]}} | does not fit its data_offsets",
                "{\"num_batches_tracked\":{\"dtype\":\"I64\",\"shape\":[2],\"data_offsets\":[0,8]}} | does not fit its"
                        + " data_offsets",
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
    void shouldWidenEveryHalf() throws IOException {
        ByteBuffer halves = ByteBuffer.allocate(1 << 17).order(ByteOrder.LITTLE_ENDIAN);
        for (int bits = 0; bits < 1 << 16; bits++) {
            halves.putShort((short) bits);
        }
        float[] read = readOf("F16", 1 << 16, halves.array());
        for (int bits = 0; bits < 1 << 16; bits++) {
            int exponent = bits >> 10 & 31;
            double fraction = (bits & 1023) / 1024.0;
            double magnitude = exponent == 0 ? fraction * 0x1p-14 : (1 + fraction) * Math.pow(2, exponent - 15);
            if (exponent == 31) {
                magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            }
            assertThat(read[bits]).isEqualTo(Float.valueOf((float) (bits < 1 << 15 ? magnitude : -magnitude)));
        }
    }

    @Test
    void shouldWidenBfloat16() throws IOException {
        byte[] data = {(byte) 0x80, 0x3f, 0x49, (byte) 0xc0, 1, 0, 0, (byte) 0x80};
        assertThat(readOf("BF16", 4, data)).containsExactly(1, -3.140625f, Float.intBitsToFloat(0x10000), -0f);
    }

    @Test
    void shouldRoundFloat64ToFloat32() throws IOException {
        ByteBuffer data = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        data.putDouble(Math.PI).putDouble(Float.MAX_VALUE).putDouble(1e-300);
        assertThat(readOf("F64", 3, data.array())).containsExactly((float) Math.PI, Float.MAX_VALUE, 0);
        data.putDouble(8, 1e39);
        assertThatThrownBy(() -> readOf("F64", 3, data.array()))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("tensor a holds 1.0E39, which is beyond float32");
    }

    @Test
    void shouldPassOverPyTorchsCounters() throws IOException {
        writeWithHeader("{\"__metadata__\":{\"format\":\"pt\",\"note\":\"x\"},"
                + "\"module.norm.num_batches_tracked\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]}}");
        assertThat(SafeTensors.read(file)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"504b030400000808", "80028a0a6cfc9c46"})
    void shouldSayHowToSaveWhatTorchSaveWrote(String start) throws IOException {
        Files.write(file, HexFormat.of().parseHex(start + "00".repeat(100)));
        assertThatThrownBy(() -> SafeTensors.read(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("safetensors.torch.save_file(model.state_dict(), \"model.safetensors\")");
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

    private float[] readOf(String type, int count, byte[] data) throws IOException {
        byte[] json = "{\"a\":{\"dtype\":\"%s\",\"shape\":[%d],\"data_offsets\":[0,%d]}}"
                .formatted(type, count, data.length)
                .getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(file, bytes.putLong(json.length).put(json).put(data).array());
        return SafeTensors.read(file).get("a").values();
    }

    private void writeWithHeader(String header) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + 8).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(file, bytes.putLong(json.length).put(json).array());
    }
}
