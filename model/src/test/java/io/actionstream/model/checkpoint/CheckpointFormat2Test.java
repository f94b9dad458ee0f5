package io.actionstream.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Fit;
import io.actionstream.model.clip.Padding;
import io.actionstream.model.network.Layout;
import io.actionstream.model.testing.TestNetworks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointFormat2Test {
    private static final String CONFIG = """
            {
              "format": 2,
              "architecture": "torchscript",
              "version": "falls-3",
              "clip": {"frames": 16, "intervalMillis": 67, "height": 112, "width": 112, "padding": "last",
                       "fit": "crop", "resize": [128, 171]},
              "input": {"layout": "BCTHW", "colours": "RGB", "type": "float32", "scale": 0.00392156862745098,
                        "mean": [0.43, 0.39, 0.38], "deviation": [0.23, 0.22, 0.21]},
              "output": {"kind": "logits"},
              "labels": ["fall", "sit"]
            }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeACheckpointWhoseNetworkNobodyRuns() throws IOException {
        Files.write(folder.resolve("model.pt"), TestNetworks.file("rows.pt"));
        Files.writeString(folder.resolve("config.json"), CONFIG);
    }

    @Test
    void shouldReadEveryField() throws IOException {
        CheckpointConfig config = Checkpoint.readConfig(folder);

        assertThat(config.architecture()).isEqualTo(Architecture.TORCHSCRIPT);
        assertThat(config.clip()).isEqualTo(new ClipSpec(16, 67, 112, 112, Padding.LAST, Fit.crop(128, 171)));
        assertThat(config.input())
                .isEqualTo(new InputSpec(
                        null,
                        InputSpec.Layout.BCTHW,
                        InputSpec.Colours.RGB,
                        InputSpec.Type.FLOAT32,
                        1 / 255.0,
                        List.of(0.43, 0.39, 0.38),
                        List.of(0.23, 0.22, 0.21)));
        assertThat(config.output()).isEqualTo(new OutputSpec(null, OutputSpec.Kind.LOGITS));
        assertThat(config.labels()).containsExactly("fall", "sit");
    }

    @Test
    void shouldReadWhatWasWritten() throws IOException {
        Checkpoint read = Checkpoint.read(folder, LoadRules.DEFAULT.withTorchScript());
        CheckpointConfig changed = read.config()
                .withTemperature(1.5)
                .withMetrics(Map.of("accuracy", 0.5))
                .withBackground(List.of("sit"));

        new Checkpoint(changed, read.model()).write(folder.resolve("copy"));

        Checkpoint copy = Checkpoint.read(folder.resolve("copy"), LoadRules.DEFAULT.withTorchScript());
        assertThat(copy.config()).isEqualTo(changed);
        assertThat(copy.model()).isEqualTo(read.model());
        assertThat(copy.weights()).isEmpty();
    }

    @Test
    void shouldReadTheLabelsOfAFile() throws IOException {
        Files.writeString(folder.resolve("names.txt"), "fall\r\nlie down\n");
        write("\"labels\": [\"fall\", \"sit\"]", "\"labelsFile\": \"names.txt\"");
        assertThat(Checkpoint.readConfig(folder).labels()).containsExactly("fall", "lie down");
    }

    @Test
    void shouldWriteTheBuiltInNetworkInFormat1WhereThatSaysAll() throws IOException {
        builtIn(Fit.LETTERBOX).write(folder.resolve("built-in"));
        assertThat(folder.resolve("built-in/config.json"))
                .content()
                .contains("\"format\" : 1")
                .doesNotContain("fit", "input", "output");
    }

    @Test
    void shouldWriteTheBuiltInNetworkInFormat2WhereItNeedsThat() throws IOException {
        builtIn(Fit.crop(240)).write(folder.resolve("built-in"));

        Checkpoint read = Checkpoint.read(folder.resolve("built-in"));

        assertThat(read.config().format()).isEqualTo(2);
        assertThat(read.config().clip().fit()).isEqualTo(Fit.crop(240));
    }

    @Test
    void shouldPassOverFieldsOfFormat2InFormat1() throws IOException {
        builtIn(Fit.LETTERBOX).write(folder.resolve("built-in"));
        Path config = folder.resolve("built-in/config.json");
        Files.writeString(
                config,
                Files.readString(config)
                        .replace("\"format\" : 1", "\"format\" : 1, \"input\" : 7")
                        .replace("\"frames\"", "\"fit\" : \"stretch\", \"frames\""));
        assertThat(Checkpoint.read(folder.resolve("built-in")).config().clip()).isEqualTo(ClipSpec.TUTORIAL);
    }

    @Test
    void shouldNotReadTorchScriptWithoutPermission() {
        assertThatThrownBy(() -> Checkpoint.read(folder))
                .isInstanceOf(CheckpointException.class)
                .hasMessage(folder + "/model.pt: architecture is torchscript, which can execute code and so needs"
                        + " --allow=torchscript; give it only for files of makers whom you trust");
    }

    @Test
    void shouldNotReadMoreThanIsAllowed() {
        LoadRules rules = new LoadRules(true, 3, Duration.ofSeconds(1), 1);
        assertThatThrownBy(() -> Checkpoint.read(folder, rules))
                .hasMessage(folder.resolve("model.pt") + ": " + TestNetworks.file("rows.pt").length
                        + " bytes are more than the limit of 3");
    }

    @Test
    void shouldNameTheFileThatIsMissing() throws IOException {
        write("torchscript", "onnx");
        assertThatThrownBy(() -> Checkpoint.read(folder))
                .hasMessage(folder + ": not a checkpoint, model.onnx is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"format\": 2,|\"format\": 2, \"layout\": \"x\",|format 2 has no field layout; it has architecture,",
                "\"layout\"|\"layuot\"|input.layout is missing",
                "\"layout\"|\"layuot\": 1, \"layout\"|format 2 has no field input.layuot; it has colours, deviation, layout,",
                "\"frames\": 16|\"frames\": 16, \"rate\": 1|format 2 has no field clip.rate; it has fit, frames,",
                "\"BCTHW\"|\"CTHW\"|input.layout must be BTHWC, BCTHW, BTCHW, not 'CTHW'",
                "\"BCTHW\"|1|input.layout",
                "\"layout\": \"BCTHW\",||input.layout is missing",
                "\"RGB\"|\"rgb\"|input.colours must be RGB, BGR, not 'rgb'",
                "\"colours\": \"RGB\",||input.colours is missing",
                "\"float32\"|\"float64\"|input.type must be float32, float16, uint8, not 'float64'",
                "\"type\": \"float32\",||input.type is missing",
                "\"float32\"|\"uint8\"|input.type is uint8, which takes pixels as they are",
                "\"scale\": 0.00392156862745098,||input.scale is missing",
                "0.00392156862745098|0|input.scale must be above 0 and at most 1000.0, not 0.0",
                "0.00392156862745098|\"1/255\"|input.scale",
                "0.00392156862745098|\"0.5\"|input.scale",
                "[0.43, 0.39, 0.38]|[0.43]|input.mean must have 3 numbers, not [0.43]",
                "[0.43, 0.39, 0.38]|[0.43, null, 1]|input.mean must have 3 numbers",
                "\"deviation\": [0.23, 0.22, 0.21]|\"name\": \"x\"|input.deviation is missing",
                "[0.23, 0.22, 0.21]|[0.23, 0, 0.21]|input.deviation must be at least 1.0E-6, not [0.23, 0.0, 0.21]",
                "\"input\": {|\"input\": {\"name\": \"x\",|input.name is for onnx",
                "\"output\": {\"kind\": \"logits\"},||output is missing",
                "\"kind\": \"logits\"||output.kind is missing",
                "\"logits\"|\"scores\"|output.kind must be logits, probabilities, not 'scores'",
                "\"kind\": \"logits\"|\"kind\": \"logits\", \"name\": \" \"|output.name must be 1 to 500 characters",
                "\"fit\": \"crop\", \"resize\": [128, 171]|\"fit\": \"letterbox\", \"shortSide\": 128|shortSide",
                "\"fit\": \"crop\", \"resize\": [128, 171]|\"fit\": \"crop\"|crop",
                "[128, 171]|[128]|clip resize must be two numbers, height and width, not [128]",
                "[128, 171]|[100, 171]|resize must be at least height and width, 112x112, not 100x171",
                "\"crop\"|\"zoom\"|clip.fit must be letterbox, crop, stretch, not 'zoom'",
                "\"fit\": \"crop\", \"resize\"|\"resize\"|clip fit is missing",
                "\"frames\": 16|\"frames\": 16.5|clip.frames",
                "\"frames\": 16|\"frames\": \"16\"|clip.frames",
                "\"frames\": 16|\"frames\": 0|clip frames must be between 1 and 256, not 0",
                "\"architecture\": \"torchscript\"|\"architecture\": \"tflite\"|architecture must be"
                        + " r2plus1d-tutorial, torchscript, onnx, not 'tflite'",
                "\"architecture\": \"torchscript\",||architecture is missing",
                "\"architecture\": \"torchscript\"|\"architecture\": \"r2plus1d-tutorial\"|input is for torchscript and onnx",
                "\"format\": 2,|\"format\": 2, \"blocks\": [16],|blocks are for r2plus1d-tutorial, not for torchscript",
                "\"labels\": [\"fall\", \"sit\"]|\"labelsFile\": \"../names\"|labelsFile must be the name of a file",
                "\"labels\": [\"fall\", \"sit\"]|\"labelsFile\": \"none.txt\"|none.txt is missing",
                "\"version\": \"falls-3\"|\"version\": 3|version: ",
                "[\"fall\", \"sit\"]|[\"fall\", 7]|labels[1]: ",
                "\"format\": 2,|\"format\": 2, \"labelsFile\": \"n.txt\",|labels and labelsFile are both there; keep one",
                "\"labels\": [\"fall\", \"sit\"]|\"version\": \"2\"|Duplicate field 'version'"
            })
    void shouldSayWhatIsWrong(String field, String instead, String message) throws IOException {
        write(field, instead == null ? "" : instead);
        assertThatThrownBy(() -> Checkpoint.readConfig(folder))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(
                        message.endsWith("is missing") && message.startsWith("none")
                                ? folder.toString()
                                : folder.resolve("config.json") + ": ")
                .hasMessageContaining(message);
    }

    private void write(String field, String instead) throws IOException {
        assertThat(CONFIG).contains(field);
        String changed = CONFIG.replace(field, instead).replaceAll(",\\s*}", "}");
        Files.writeString(folder.resolve("config.json"), changed);
    }

    private static Checkpoint builtIn(Fit fit) {
        CheckpointConfig config = new CheckpointConfig(
                CheckpointConfig.FORMAT,
                CheckpointConfig.ARCHITECTURE,
                "test-1",
                ClipSpec.TUTORIAL.withFit(fit),
                List.of("A", "B"),
                null,
                null);
        return new Checkpoint(config, Layout.of(2).initialise(1));
    }
}
