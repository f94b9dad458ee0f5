package io.actionstream.inference.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointException;
import io.actionstream.model.checkpoint.InputSpec;
import io.actionstream.model.checkpoint.LoadRules;
import io.actionstream.model.checkpoint.OutputSpec;
import io.actionstream.model.network.Precision;
import io.actionstream.model.testing.TestNetworks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class EnginePassTest {
    private static final OutputSpec LOGITS = new OutputSpec(null, OutputSpec.Kind.LOGITS);

    @ParameterizedTest
    @CsvSource({
        "rows.pt, BCTHW, FLOAT32",
        "bcthw.onnx, BCTHW, FLOAT32",
        "bthwc.onnx, BTHWC, FLOAT32",
        "btchw.onnx, BTCHW, FLOAT32",
        "unknown-shape.onnx, BCTHW, FLOAT32",
        "one-clip.onnx, BCTHW, FLOAT32",
        "float16.onnx, BCTHW, FLOAT16",
        "uint8.onnx, BCTHW, UINT8"
    })
    void shouldGiveTheNetworkItsTensorAndTheSoftmaxOfItsLogits(
            String file, InputSpec.Layout layout, InputSpec.Type type) throws CheckpointException {
        boolean pixels = type == InputSpec.Type.UINT8;
        for (InputSpec.Colours colours : InputSpec.Colours.values()) {
            InputSpec input = new InputSpec(
                    null,
                    layout,
                    colours,
                    type,
                    pixels ? null : 1 / 255.0,
                    pixels ? null : List.of(0.4, 0.5, 0.6),
                    pixels ? null : List.of(0.2, 0.25, 0.3));
            List<byte[]> clips = clips(3);
            try (ForwardPass pass = open(TestNetworks.checkpoint(file, input, LOGITS, TestNetworks.LABELS))) {
                float[][] probabilities = pass.of(clips);
                assertThat(probabilities).hasNumberOfRows(3);
                for (int i = 0; i < clips.size(); i++) {
                    float[] expected = Softmax.of(TestNetworks.logits(clips.get(i), input));
                    double tolerance = type == InputSpec.Type.FLOAT32 ? 1e-5 : 5e-3;
                    assertThat(probabilities[i]).containsExactly(expected, within((float) tolerance));
                }
            }
        }
    }

    @Test
    void shouldTakeProbabilitiesAsTheyAre() throws CheckpointException {
        byte[] clip = clips(1).get(0);
        OutputSpec output = new OutputSpec("probabilities", OutputSpec.Kind.PROBABILITIES);
        try (ForwardPass pass = open(checkpoint("probabilities.onnx", output))) {
            float[] expected = Softmax.of(TestNetworks.logits(clip, TestNetworks.INPUT));
            assertThat(pass.of(List.of(clip))[0]).containsExactly(expected, within(1e-5f));
        }
    }

    @ParameterizedTest
    @CsvSource({"two-outputs.onnx, logits", "dictionary.pt, logits"})
    void shouldTakeTheOutputOfTheName(String file, String name) throws CheckpointException {
        byte[] clip = clips(1).get(0);
        try (ForwardPass pass = open(checkpoint(file, new OutputSpec(name, OutputSpec.Kind.LOGITS)))) {
            float[] expected = Softmax.of(TestNetworks.logits(clip, TestNetworks.INPUT));
            assertThat(pass.of(List.of(clip))[0]).containsExactly(expected, within(1e-5f));
        }
    }

    @ParameterizedTest
    @CsvSource({"rows.pt,,LOGITS", "bcthw.onnx,,LOGITS", "probabilities.onnx,,PROBABILITIES"})
    void shouldDivideLogitsByTheTemperature(String file, String name, OutputSpec.Kind kind) throws CheckpointException {
        byte[] clip = clips(1).get(0);
        Checkpoint raw = checkpoint(file, new OutputSpec(name, kind));
        float[] logits = TestNetworks.logits(clip, TestNetworks.INPUT);
        for (int i = 0; i < logits.length; i++) {
            logits[i] /= 2.5f;
        }
        try (ForwardPass pass = open(new Checkpoint(raw.config().withTemperature(2.5), raw.model()))) {
            assertThat(pass.of(List.of(clip))[0]).containsExactly(Softmax.of(logits), within(1e-4f));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows.pt", "bcthw.onnx"})
    void shouldKeepNothingOfACall(String file) throws CheckpointException {
        try (ForwardPass pass = open(TestNetworks.checkpoint(file))) {
            float[] first = pass.of(clips(1))[0];
            for (int i = 0; i < 2000; i++) {
                assertThat(pass.of(clips(1))[0]).isEqualTo(first);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Precision.class,
            names = {"BFLOAT16", "FLOAT16"})
    void shouldSayThatPrecisionIsForTheBuiltInNetwork(Precision precision) {
        Checkpoint checkpoint = TestNetworks.checkpoint("bcthw.onnx");
        assertThatThrownBy(() -> ForwardPasses.open(checkpoint, Device.cpu(), precision, LoadRules.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("precision " + precision
                        + " is for the built-in network; one of architecture onnx computes with what is in its file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rows.pt|BTHWC|float32|logits||3|model.pt: it does not take what is declared, input.layout BTHWC and"
                        + " input.type float32 with the clip's frames, height and width: [1, 10, 16, 16, 3]: mat1 and mat2",
                "rows.pt|BCTHW|uint8|logits||3|input.type uint8",
                "rows.pt|BCTHW|float32|logits||4|model.pt: labels are 4, so the output for 1 clips must be (1, 4), but it"
                        + " is (1, 3)",
                "rows.pt|BCTHW|float32|probabilities||3|model.pt: output.kind is probabilities, which are from 0 to 1 and"
                        + " sum to 1, but for a clip of noise the output is from",
                "dictionary.pt|BCTHW|float32|logits||3|model.pt: output.name is missing, and the network answers with 2"
                        + " tensors [",
                "dictionary.pt|BCTHW|float32|logits|scores|3|model.pt: output.name is scores, but the network answers with [",
                "dictionary.pt|BCTHW|float32|logits|features|2|labels are 2, so the output for 1 clips must be (1, 2)",
                "nan.pt|BCTHW|float32|logits||3|model.pt: the output must be finite, but for a clip of noise it is NaN for"
                        + " label Archery",
                "nan.onnx|BCTHW|float32|logits||3|model.onnx: the output must be finite, but for a clip of noise it is NaN"
                        + " for label Archery",
                "probabilities.onnx|BCTHW|float32|logits||3|model.onnx: output.kind is logits, but for a clip of noise the"
                        + " output is from 0 to 1 and sums to 1, as probabilities do",
                "unknown-shape.onnx|BTHWC|float32|logits||3|model.onnx: it does not take what is declared, input.layout"
                        + " BTHWC and input.type float32",
                "unknown-shape.onnx|BCTHW|float32|logits||4|labels are 4",
                "state-dict.pt|BCTHW|float32|logits||3|model.pt: not a usable TorchScript file: it has no code",
                "broken-graph.onnx|BCTHW|float32|logits||3|model.onnx: OnnxRuntime cannot load it:",
                "custom-operator.onnx|BCTHW|float32|logits||3|model.onnx: not a usable ONNX file: it has the operator Denoise"
            })
    void shouldRefuseAWrongDeclaration(
            String file, InputSpec.Layout layout, String type, String kind, String name, int labels, String message) {
        InputSpec.Type numbers = InputSpec.Type.valueOf(type.toUpperCase());
        boolean pixels = numbers == InputSpec.Type.UINT8;
        InputSpec input = new InputSpec(
                null,
                layout,
                InputSpec.Colours.RGB,
                numbers,
                pixels ? null : TestNetworks.INPUT.scale(),
                pixels ? null : TestNetworks.INPUT.mean(),
                pixels ? null : TestNetworks.INPUT.deviation());
        OutputSpec output = new OutputSpec(name, OutputSpec.Kind.valueOf(kind.toUpperCase()));
        List<String> names = List.of("Archery", "Biking", "Dance", "Diving").subList(0, labels);
        Checkpoint checkpoint = TestNetworks.checkpoint(file, input, output, names);
        assertThatThrownBy(() -> open(checkpoint).close())
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void shouldGiveUpAFirstClipThatTakesTooLong() {
        LoadRules rules = new LoadRules(false, 1 << 20, Duration.ofMillis(300));
        assertThatThrownBy(() -> ForwardPasses.open(
                        TestNetworks.checkpoint("slow.onnx"), Device.cpu(), Precision.FLOAT32, rules))
                .isInstanceOf(CheckpointException.class)
                .hasMessage("model.onnx: loading it and its first clip took longer than 300 ms");
    }

    @Test
    void shouldGiveUpAFirstClipThatTakesTooMuchMemory() {
        LoadRules rules = new LoadRules(false, 1 << 20, Duration.ofMinutes(1), 200_000_000);
        assertThatThrownBy(() -> ForwardPasses.open(
                        TestNetworks.checkpoint("large.onnx"), Device.cpu(), Precision.FLOAT32, rules))
                .isInstanceOf(CheckpointException.class)
                .hasMessage("model.onnx: loading it and its first clip took more than 200000000 bytes of memory,"
                        + " which is the limit");
    }

    private static Checkpoint checkpoint(String file, OutputSpec output) {
        return TestNetworks.checkpoint(file, TestNetworks.INPUT, output, TestNetworks.LABELS);
    }

    private static ForwardPass open(Checkpoint checkpoint) throws CheckpointException {
        return ForwardPasses.open(checkpoint, Device.cpu(), Precision.FLOAT32, LoadRules.DEFAULT);
    }

    private static List<byte[]> clips(int count) {
        Random random = new Random(2);
        List<byte[]> clips = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] clip = new byte[TestNetworks.CLIP.clipBytes()];
            random.nextBytes(clip);
            clips.add(clip);
        }
        return clips;
    }
}
