package io.actionstream.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionstream.model.testing.TestNetworks;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxGraphTest {

    @Test
    void shouldReadInputsAndOutputs() throws MalformedOnnxException {
        OnnxGraph graph = OnnxGraph.read(TestNetworks.file("bthwc.onnx"));
        assertThat(graph.inputs()).containsExactly(new TensorInfo("clips", 1, List.of(-1L, 10L, 16L, 16L, 3L)));
        assertThat(graph.outputs()).containsExactly(new TensorInfo("logits", 1, List.of(-1L, 3L)));
    }

    @ParameterizedTest
    @CsvSource({"uint8.onnx, uint8", "float16.onnx, float16", "bcthw.onnx, float32"})
    void shouldReadTheTypeOfNumbers(String file, String type) throws MalformedOnnxException {
        assertThat(OnnxGraph.read(TestNetworks.file(file)).inputs().get(0).typeName())
                .isEqualTo(type);
    }

    @Test
    void shouldRefuseDataInOtherFiles() {
        assertRefused(
                TestNetworks.file("external-data.onnx"),
                "the data of tensor 'weight' are in another file, which is never read; export it with"
                        + " external_data=False, or save it again in one file");
    }

    @Test
    void shouldRefuseOperatorsOfOthers() {
        assertRefused(
                TestNetworks.file("custom-operator.onnx"),
                "it has the operator Denoise of domain 'com.example', which is not ONNX's own; only those of '', ai.onnx and"
                        + " ai.onnx.ml are run");
    }

    /** Offsets of a field, of a node, of a weight, of the last byte. */
    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.1, 0.5, 0.9, 0.999})
    void shouldRefuseAFileThatEndsEarly(double share) {
        byte[] file = TestNetworks.file("bcthw.onnx");
        assertThatThrownBy(() -> OnnxGraph.read(Arrays.copyOf(file, (int) (share * file.length))))
                .isInstanceOf(MalformedOnnxException.class);
    }

    @Test
    void shouldRefuseNothing() {
        assertRefused(new byte[0], "it has no graph");
    }

    @Test
    void shouldRefuseGraphsInGraphsWithoutEnd() {
        byte[] graph = {};
        for (int i = 0; i < 40; i++) {
            byte[] attribute = field(6, graph); // AttributeProto.g
            byte[] node = field(5, attribute); // NodeProto.attribute
            graph = field(1, node); // GraphProto.node
        }
        assertRefused(field(7, graph), "its graphs are nested more than 32 deep");
    }

    @Test
    void shouldFindDataInOtherFilesWithinABranch() {
        byte[] tensor = field(13, new byte[0]); // TensorProto.external_data
        byte[] branch = field(5, tensor); // GraphProto.initializer
        byte[] node = field(5, field(6, branch));
        assertThatThrownBy(() -> OnnxGraph.read(field(7, field(1, node)))).hasMessageContaining("are in another file");
    }

    @Property(tries = 2000)
    void shouldReadOrRefuseAnything(@ForAll @Size(max = 60) byte[] noise) {
        try {
            OnnxGraph.read(noise);
        } catch (MalformedOnnxException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Property(tries = 2000)
    void shouldReadOrRefuseADamagedFile(@ForAll int place, @ForAll byte value) {
        byte[] file = TestNetworks.file("two-outputs.onnx");
        file[Math.floorMod(place, file.length)] = value;
        try {
            OnnxGraph.read(file);
        } catch (MalformedOnnxException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static void assertRefused(byte[] file, String message) {
        assertThatThrownBy(() -> OnnxGraph.read(file))
                .isInstanceOf(MalformedOnnxException.class)
                .hasMessage(message);
    }

    /** A field whose value is a message. */
    private static byte[] field(int number, byte[] message) {
        byte[] length = varint(message.length);
        byte[] field = new byte[1 + length.length + message.length];
        field[0] = (byte) (number << 3 | 2);
        System.arraycopy(length, 0, field, 1, length.length);
        System.arraycopy(message, 0, field, 1 + length.length, message.length);
        return field;
    }

    private static byte[] varint(int value) {
        byte[] bytes = new byte[3];
        bytes[0] = (byte) (value & 0x7F | 0x80);
        bytes[1] = (byte) (value >> 7 & 0x7F | 0x80);
        bytes[2] = (byte) (value >> 14);
        return bytes;
    }
}
