package io.actionstream.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.testing.TestNetworks;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxDeclarationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bcthw.onnx",
                "one-clip.onnx",
                "unknown-shape.onnx",
                "probabilities.onnx",
                "rows.pt",
                "dictionary.pt"
            })
    void shouldHaveNothingAgainstARightDeclaration(String file) {
        assertThat(TestNetworks.checkpoint(file).problem()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bcthw.onnx|BTHWC|FLOAT32|16|||3|input.layout BTHWC with the clip's frames, height and width makes"
                        + " (any, 10, 16, 16, 3), but the graph takes (any, 3, 10, 16, 16)",
                "bcthw.onnx|BCTHW|FLOAT32|32|||3|input.layout BCTHW with the clip's frames, height and width makes"
                        + " (any, 3, 10, 32, 16), but the graph takes (any, 3, 10, 16, 16)",
                "bcthw.onnx|BCTHW|FLOAT16|16|||3|input.type is float16, but the graph takes float32",
                "uint8.onnx|BCTHW|FLOAT32|16|||3|input.type is float32, but the graph takes uint8",
                "bcthw.onnx|BCTHW|FLOAT32|16|video||3|input.name is video, but the graph takes clips",
                "bcthw.onnx|BCTHW|FLOAT32|16||scores|3|output.name is scores, but the graph answers with logits",
                "two-outputs.onnx|BCTHW|FLOAT32|16|||3|output.name is missing, and the graph answers with logits, opposite",
                "bcthw.onnx|BCTHW|FLOAT32|16|||2|labels are 2, so the output must be (any, 2), but the graph answers with"
                        + " (any, 3)"
            })
    void shouldNameTheFieldWhatIsExpectedAndWhatIsThere(
            String file,
            InputSpec.Layout layout,
            InputSpec.Type type,
            int height,
            String input,
            String output,
            int labels,
            String message) {
        InputSpec declared = new InputSpec(
                input,
                layout,
                InputSpec.Colours.RGB,
                type,
                TestNetworks.INPUT.scale(),
                TestNetworks.INPUT.mean(),
                TestNetworks.INPUT.deviation());
        ClipSpec clip = TestNetworks.CLIP.withSize(height, 16);
        CheckpointConfig config = TestNetworks.config(
                Architecture.ONNX,
                "v",
                clip,
                declared,
                new OutputSpec(output, OutputSpec.Kind.LOGITS),
                TestNetworks.LABELS.subList(0, labels));
        assertThat(new Checkpoint(config, TestNetworks.file(file)).problem()).contains(message);
    }

    @Test
    void shouldSayThatAFileIsTruncatedOrOfAnotherKind() {
        byte[] script = TestNetworks.file("rows.pt");
        assertThat(problem("rows.pt", Arrays.copyOf(script, script.length - 100)))
                .isEqualTo("not a usable TorchScript file: it ends early, without the directory of a zip file");
        assertThat(problem("rows.pt", TestNetworks.file("bcthw.onnx")))
                .isEqualTo("not a usable TorchScript file: it is no zip file, as torch.jit.save writes");
        assertThat(problem("rows.pt", TestNetworks.file("state-dict.pt")))
                .startsWith("not a usable TorchScript file: it has no code, so it is perhaps of torch.save;");
        byte[] graph = TestNetworks.file("bcthw.onnx");
        assertThat(problem("bcthw.onnx", Arrays.copyOf(graph, graph.length / 2)))
                .startsWith("not a usable ONNX file: it ends early: a field of ");
        assertThat(problem("bcthw.onnx", script)).startsWith("not a usable ONNX file: ");
    }

    private static String problem(String kind, byte[] file) {
        CheckpointConfig config = TestNetworks.checkpoint(kind).config();
        return new Checkpoint(config, file).problem().orElseThrow();
    }

    /** A network of one batch only is read, and given one clip after the other. */
    @Test
    void shouldRefuseAGraphForBatchesOfSeveralClipsOnly() {
        byte[] graph = TestNetworks.file("one-clip.onnx");
        byte[] shape = {10, 2, 8, 1, 10, 2, 8, 3}; // TypeProto.Tensor.shape: dimensions of 1 and 3
        int at = indexOf(graph, shape);
        graph[at + 3] = 2;
        CheckpointConfig config = TestNetworks.checkpoint("one-clip.onnx").config();
        assertThat(new Checkpoint(config, graph).problem())
                .contains("the graph takes batches of 2 clips only; export it for any batch, or for one clip");
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int i = 0; i + part.length <= bytes.length; i++) {
            if (Arrays.mismatch(bytes, i, i + part.length, part, 0, part.length) < 0) {
                return i;
            }
        }
        throw new AssertionError("not in the file");
    }
}
