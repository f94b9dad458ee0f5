package io.actionstream.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.actionstream.inference.DeviceClassifier;
import io.actionstream.model.checkpoint.Architecture;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.checkpoint.InputSpec;
import io.actionstream.model.checkpoint.LoadRules;
import io.actionstream.model.checkpoint.OutputSpec;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Fit;
import io.actionstream.model.clip.Padding;
import io.actionstream.model.network.Layout;
import io.actionstream.model.network.Precision;
import io.actionstream.model.testing.TestNetworks;
import io.actionstream.training.exchange.Preset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportExportTest {
    private static final LoadRules RULES = LoadRules.DEFAULT.withTorchScript();
    private static final String ALLOW = "--allow=torchscript";

    @TempDir
    private Path folder;

    private Path labels;

    @BeforeEach
    void writeLabels() throws IOException {
        labels = Files.writeString(folder.resolve("labels.txt"), "Archery\nBiking\nDance\n");
    }

    @ParameterizedTest
    @CsvSource({
        "torchscript, float32, 1",
        "torchscript, uint8, ",
        "onnx, uint8, ",
    })
    void shouldAnswerAsBeforeWhenTheBuiltInNetworkLeavesAndComesBack(String format, String type, String scale)
            throws IOException {
        Path original = folder.resolve("original");
        builtIn(null, null).write(original);
        Path file = folder.resolve("net");

        Cli export = Cli.run("export", original.toString(), "--format=" + format, "--out=" + file);
        assertThat(export.exit()).as(export.err()).isZero();
        assertThat(export.out()).contains(file.toString());
        List<String> options =
                new ArrayList<>(List.of("--like=" + original, "--layout=BTHWC", "--type=" + type, ALLOW));
        if (scale != null) {
            options.add("--scale=" + scale);
        }
        Path back = imported(file, options.toArray(String[]::new));

        assertSame(back, original);
    }

    @ParameterizedTest
    @ValueSource(strings = {"torchscript", "onnx"})
    void shouldExportOtherBlocksAndTheTemperature(String format) throws IOException {
        Path original = folder.resolve("original");
        builtIn(List.of(16, 32), 0.5).write(original);
        Path file = folder.resolve("net");

        Cli.run("export", original.toString(), "--format=" + format, "--out=" + file);

        assertSame(imported(file, "--like=" + original, "--layout=BTHWC", "--type=uint8", ALLOW), original);
    }

    @ParameterizedTest
    @ValueSource(strings = {"torchscript", "onnx"})
    void shouldExportTheSameFileEachTime(String format) throws IOException {
        Path original = folder.resolve("original");
        builtIn(null, null).write(original);
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");

        Cli.run("export", original.toString(), "--format=" + format, "--out=" + first);
        Cli.run("export", original.toString(), "--format=" + format, "--out=" + second);

        assertThat(second).hasSameBinaryContentAs(first);
    }

    @Test
    void shouldNotExportWhatWasImported() throws IOException {
        TestNetworks.checkpoint("bcthw.onnx").write(folder.resolve("onnx"));

        Cli cli =
                Cli.run("export", folder.resolve("onnx").toString(), "--format=onnx", "--out=" + folder.resolve("net"));

        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err()).contains("architecture is onnx, whose network lies in the folder", "model.onnx");
        assertThat(folder.resolve("net")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--format=keras", "--format"})
    void shouldNameAWrongFormat(String format) {
        Cli cli = Cli.run("export", "ucf101", format, "--out=" + folder.resolve("net"));

        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err()).contains("--format");
    }

    @ParameterizedTest
    @CsvSource({"bcthw.onnx, BCTHW, ONNX", "bthwc.onnx, BTHWC, ONNX", "rows.pt, BCTHW, TORCHSCRIPT"})
    void shouldDeclareWhatTheOptionsSay(String network, String layout, Architecture architecture) throws IOException {
        Path checkpoint = imported(network, "--layout=" + layout, "--name=mine", "--background=Dance", ALLOW);

        assertThat(Checkpoint.readConfig(checkpoint))
                .isEqualTo(new CheckpointConfig(
                        CheckpointConfig.FORMAT_2,
                        architecture,
                        "mine",
                        TestNetworks.CLIP.withPadding(Padding.LAST),
                        new InputSpec(
                                null,
                                InputSpec.Layout.valueOf(layout),
                                InputSpec.Colours.RGB,
                                InputSpec.Type.FLOAT32,
                                1 / 255.0,
                                List.of(0.0, 0.0, 0.0),
                                List.of(1.0, 1.0, 1.0)),
                        new OutputSpec(null, OutputSpec.Kind.LOGITS),
                        TestNetworks.LABELS,
                        null,
                        Map.of(),
                        null,
                        List.of("Dance"),
                        null));
    }

    @Test
    void shouldDeclareEveryOption() throws IOException {
        Path checkpoint = imported(
                "bcthw.onnx",
                "--padding=black",
                "--short-side=20",
                "--colours=BGR",
                "--scale=0.5",
                "--mean=1,2,3",
                "--deviation=4,5,6");

        CheckpointConfig config = Checkpoint.readConfig(checkpoint);
        assertThat(config.version()).isEqualTo("checkpoint");
        assertThat(config.clip())
                .isEqualTo(TestNetworks.CLIP.withPadding(Padding.BLACK).withFit(Fit.crop(20)));
        assertThat(config.input())
                .isEqualTo(new InputSpec(
                        null,
                        InputSpec.Layout.BCTHW,
                        InputSpec.Colours.BGR,
                        InputSpec.Type.FLOAT32,
                        0.5,
                        List.of(1.0, 2.0, 3.0),
                        List.of(4.0, 5.0, 6.0)));
    }

    @ParameterizedTest
    @EnumSource
    void shouldKnowTorchvisionsNetworks(Preset preset) {
        assertThat(Preset.named(preset.toString())).isEqualTo(preset);
        assertThat(preset.declaration().labels())
                .hasSize(400)
                .doesNotHaveDuplicates()
                .startsWith("abseiling", "air drumming")
                .endsWith("zumba");
        ClipSpec clip = preset.declaration().clip();
        assertThat(clip.frames()).isEqualTo(16);
        assertThat(clip.fit().mode()).isEqualTo(Fit.Mode.CROP);
    }

    /** The preset's clips are of another size than the small network's, which the options change. */
    @Test
    void shouldLetOptionsChangeAPreset() throws IOException {
        Cli cli = importing(
                TestNetworks.file("bcthw.onnx"),
                "--preset=torchvision/mvit_v2_s",
                "--frames=10",
                "--height=16",
                "--width=16",
                "--resize=20x30",
                "--labels=" + labels);

        assertThat(cli.exit()).as(cli.err()).isZero();
        CheckpointConfig config = Checkpoint.readConfig(folder.resolve("checkpoint"));
        assertThat(config.clip()).isEqualTo(new ClipSpec(10, 133, 16, 16, Padding.LAST, Fit.crop(20, 30)));
        assertThat(config.input().mean()).containsExactly(0.45, 0.45, 0.45);
        assertThat(config.labels()).isEqualTo(TestNetworks.LABELS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --layout=BTHWC         | input.layout BTHWC with the clip's frames, height and width makes
            --height=32            | input.layout BCTHW with the clip's frames, height and width makes
            --type=uint8           | input.type is uint8, but the graph takes float32
            --input-name=pixels    | input.name is pixels, but the graph takes
            --output-name=scores   | output.name is scores, but the graph answers with
            --output=probabilities | output.kind is probabilities
            """)
    void shouldWriteNothingWhenTheDeclarationIsWrong(String option, String complaint) throws IOException {
        Cli cli = importing(TestNetworks.file("bcthw.onnx"), declared(option));

        assertThat(cli.exit()).isEqualTo(1);
        assertThat(cli.err()).contains(complaint);
        assertThat(folder.resolve("checkpoint")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --fit=crop             | the fit crop needs either shortSide or resize
            --fit=letterbox --short-side=20 | only the fit crop has a shortSide or a resize
            --short-side=15        | shortSide must be at least the larger of height and width, 16, not 15
            --resize=20            | --resize must be height and width, such as 128x171, not 20
            --frames=0             | clip frames must be between 1 and 256, not 0
            --interval=0ms         | clip intervalMillis must be between 1 and 3600000, not 0
            --interval=soon        | 'soon' is not a duration
            --mean=1,2             | input.mean must have 3 numbers, not [1.0, 2.0]
            --deviation=0,1,1      | input.deviation must be at least
            --layout=THWC          | Invalid value for option '--layout'
            --background=Idle      | the background label Idle is none of the labels
            --preset=torchvision/x3d | no preset 'torchvision/x3d'; there are torchvision/r2plus1d_18, torchvision/mc3_18
            --preset=torchvision/s3d --like=ucf101 | --preset and --like exclude each other
            """)
    void shouldNameAWrongOption(String options, String complaint) throws IOException {
        Cli cli = importing(TestNetworks.file("bcthw.onnx"), declared(options.split(" ")));

        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err()).contains(complaint);
        assertThat(folder.resolve("checkpoint")).doesNotExist();
    }

    @Test
    void shouldNameAnOptionThatIsMissing() throws IOException {
        byte[] network = TestNetworks.file("bcthw.onnx");
        assertThat(importing(network).err()).contains("--frames is missing; without --preset and --like");
        assertThat(importing(network, "--frames=10").err()).contains("--interval is missing");
        assertThat(importing(network, "--frames=10", "--interval=600ms", "--height=16", "--width=16")
                        .err())
                .contains("--labels is missing");
    }

    @Test
    void shouldSayHowManyLabelsAreExpected() throws IOException {
        Files.writeString(labels, "Archery\nBiking\n");

        Cli cli = importing(TestNetworks.file("bcthw.onnx"), declared());

        assertThat(cli.exit()).isEqualTo(1);
        assertThat(cli.err()).contains("labels are 2, so the output must be (any, 2)");
    }

    @Test
    void shouldRefuseLabelsThatAreNoText() throws IOException {
        Files.write(labels, new byte[] {'A', (byte) 0xFF, '\n'});

        Cli cli = importing(TestNetworks.file("bcthw.onnx"), declared());

        assertThat(cli.exit()).isEqualTo(1);
        assertThat(cli.err()).contains("--labels: " + labels + " is not UTF-8");
    }

    @Test
    void shouldNotTryTorchScriptWithoutPermission() throws IOException {
        Cli cli = importing(TestNetworks.file("rows.pt"), declared());

        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err()).contains("is TorchScript, which can execute code; give --allow=torchscript");
        assertThat(folder.resolve("checkpoint")).doesNotExist();
    }

    @Test
    void shouldSayWhatAFileIsThatHoldsWeightsOnly() throws IOException {
        assertThat(importing(TestNetworks.file("state-dict.pt"), declared(ALLOW))
                        .err())
                .contains("it has no code, so it is perhaps of torch.save");
        assertThat(importing(new byte[] {(byte) 0x80, 2, '}', '.'}, declared()).err())
                .contains("it is a file of torch.save, which holds weights but no network");
        Path original = folder.resolve("original");
        builtIn(null, null).write(original);
        assertThat(importing(Files.readAllBytes(original.resolve(Checkpoint.WEIGHTS_FILE)), declared())
                        .err())
                .contains("it is safetensors, which holds weights but no network");
        assertThat(importing(new byte[0], declared()).err()).contains("it is empty");
        assertThat(importing("no network".getBytes(StandardCharsets.UTF_8), declared())
                        .err())
                .contains("not a usable ONNX file");
    }

    @Test
    void shouldSayThatThereIsNoFile() {
        Cli cli = Cli.run(Stream.concat(
                        Stream.of("import", folder.resolve("none.onnx").toString(), "--out=" + folder.resolve("new")),
                        Stream.of(declared()))
                .toArray(String[]::new));

        assertThat(cli.exit()).isEqualTo(1);
        assertThat(cli.err()).contains("no such file: " + folder.resolve("none.onnx"));
    }

    @Test
    void shouldNotWriteIntoAFolderThatIsNotEmpty() throws IOException {
        Path checkpoint = Files.createDirectories(folder.resolve("checkpoint"));
        Files.writeString(checkpoint.resolve("thesis.tex"), "years of work");

        Cli cli = importing(TestNetworks.file("bcthw.onnx"), declared());

        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err()).contains("--out: " + checkpoint + " is not empty");
        assertThat(checkpoint.resolve("thesis.tex")).hasContent("years of work");
    }

    private Path imported(String network, String... options) throws IOException {
        Cli cli = importing(TestNetworks.file(network), declared(options));
        assertThat(cli.exit()).as(cli.err()).isZero();
        return folder.resolve("checkpoint");
    }

    private Path imported(Path file, String... options) throws IOException {
        Cli cli = importing(Files.readAllBytes(file), options);
        assertThat(cli.exit()).as(cli.err()).isZero();
        return folder.resolve("checkpoint");
    }

    private Cli importing(byte[] network, String... options) throws IOException {
        Path file = Files.write(folder.resolve("network"), network);
        return Cli.run(Stream.concat(
                        Stream.of("import", file.toString(), "--device=cpu", "--out=" + folder.resolve("checkpoint")),
                        Stream.of(options))
                .toArray(String[]::new));
    }

    /** What is right for the small networks, but for what is said otherwise. */
    private String[] declared(String... options) {
        List<String> declared = new ArrayList<>(List.of(options));
        for (String usual :
                List.of("--frames=10", "--interval=600ms", "--height=16", "--width=16", "--labels=" + labels)) {
            String name = usual.substring(0, usual.indexOf('=') + 1);
            if (declared.stream().noneMatch(option -> option.startsWith(name))) {
                declared.add(usual);
            }
        }
        return declared.toArray(String[]::new);
    }

    private static Checkpoint builtIn(List<Integer> blocks, Double temperature) {
        CheckpointConfig config = new CheckpointConfig(
                        CheckpointConfig.FORMAT,
                        CheckpointConfig.ARCHITECTURE,
                        "built-in",
                        new ClipSpec(5, 200, 32, 48, Padding.LAST),
                        List.of("Across", "Down", "Still"),
                        null,
                        Map.of())
                .withBlocks(blocks)
                .withTemperature(temperature)
                .withBackground(List.of("Still"));
        Layout layout = config.layout();
        return new Checkpoint(config, layout.initialise(3));
    }

    private static void assertSame(Path back, Path original) throws IOException {
        Checkpoint imported = Checkpoint.read(back, RULES);
        Checkpoint builtIn = Checkpoint.read(original);
        assertThat(imported.config().labels()).isEqualTo(builtIn.config().labels());
        assertThat(imported.config().background()).isEqualTo(builtIn.config().background());
        ClipSpec clip = builtIn.config().clip();
        assertThat(imported.config().clip()).isEqualTo(clip);
        Random random = new Random(5);
        List<byte[]> clips = Stream.generate(() -> new byte[clip.clipBytes()])
                .limit(3)
                .peek(random::nextBytes)
                .toList();
        try (DeviceClassifier expected = new DeviceClassifier(builtIn, Device.cpu());
                DeviceClassifier actual = new DeviceClassifier(imported, Device.cpu(), Precision.FLOAT32, RULES)) {
            float[][] probabilities = expected.classify(clips);
            float[][] again = actual.classify(clips);
            for (int i = 0; i < probabilities.length; i++) {
                assertThat(again[i]).containsExactly(probabilities[i], within(1e-5f));
            }
        }
    }
}
