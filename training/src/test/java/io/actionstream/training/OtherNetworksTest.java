package io.actionstream.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.LoadRules;
import io.actionstream.model.checkpoint.OutputSpec;
import io.actionstream.model.testing.TestNetworks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands with networks of other makers. */
class OtherNetworksTest {
    private static final List<String> LABELS = List.of("Across", "Down", "Still");
    private static final String ALLOW = "--allow=torchscript";

    @TempDir
    private static Path folder;

    private static Path videos;

    @BeforeAll
    static void writeVideosAndCheckpoints() throws IOException {
        videos = folder.resolve("videos");
        TestVideos.stripes(videos, 2);
        write("rows.pt");
        write("bcthw.onnx");
        write("nan.onnx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows.pt", "bcthw.onnx"})
    void shouldEvaluate(String network) {
        Cli cli = Cli.run("evaluate", checkpoint(network), "--data=" + videos, "--device=cpu", ALLOW);
        assertThat(cli.exit()).as(cli.err()).isZero();
        assertThat(cli.out()).contains("samples 4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows.pt", "bcthw.onnx"})
    void shouldPredict(String network) {
        Cli cli = Cli.run("predict", checkpoint(network), "--device=cpu", "--min-frames=1", ALLOW, aVideo());
        assertThat(cli.exit()).as(cli.err()).isZero();
        assertThat(cli.out()).containsAnyOf(LABELS.toArray(String[]::new));
    }

    @Test
    void shouldCalibrate() throws IOException {
        Path out = folder.resolve("calibrated");
        Cli cli = Cli.run("calibrate", checkpoint("bcthw.onnx"), "--data=" + videos, "--out=" + out, "--device=cpu");
        assertThat(cli.exit()).as(cli.err()).isZero();
        Checkpoint calibrated = Checkpoint.read(out);
        assertThat(calibrated.config().temperature()).isNotNull();
        assertThat(calibrated.model()).isEqualTo(TestNetworks.file("bcthw.onnx"));
    }

    @Test
    void shouldInspectAndCheck() {
        Cli cli = Cli.run(
                "inspect",
                "--check",
                "--device=cpu",
                folder.resolve("bcthw.onnx").toString());
        assertThat(cli.exit()).as(cli.err()).isZero();
        assertThat(cli.out())
                .contains(
                        "architecture  onnx (format 2)",
                        "pictures by letterbox",
                        "input         tensor [1, 3, 10, 16, 16], BCTHW RGB, FLOAT32 = (pixel * 0.00392157 - [0.0, 0.0, 0.0]) / [1.0, 1.0, 1.0]"
                                .replace("FLOAT32", "float32"),
                        "output        tensor of 3 logits",
                        "file          model.onnx, ",
                        "checked       the network answers a clip of noise as declared");
    }

    @Test
    void shouldSayWhatACheckFinds() {
        Cli cli = Cli.run(
                "inspect", "--check", "--device=cpu", folder.resolve("nan.onnx").toString());
        assertThat(cli.exit()).isNotZero();
        assertThat(cli.err())
                .contains("model.onnx: the output must be finite, but for a clip of noise it is NaN for label Across");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evaluate", "predict"})
    void shouldNotStartWithANetworkThatIsNotAsDeclared(String command) {
        Cli cli = command.equals("evaluate")
                ? Cli.run(command, checkpoint("nan.onnx"), "--data=" + videos, "--device=cpu")
                : Cli.run(command, checkpoint("nan.onnx"), "--device=cpu", aVideo());
        assertThat(cli.exit()).isNotZero();
        assertThat(cli.err()).contains("model.onnx: the output must be finite");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evaluate", "predict", "calibrate"})
    void shouldNotLoadTorchScriptWithoutPermission(String command) {
        Cli cli = command.equals("predict")
                ? Cli.run(command, checkpoint("rows.pt"), aVideo())
                : Cli.run(command, checkpoint("rows.pt"), "--data=" + videos);
        assertThat(cli.exit()).isNotZero();
        assertThat(cli.err()).contains("model.pt: architecture is torchscript, which can execute code", ALLOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows.pt", "bcthw.onnx"})
    void shouldSayThatTheyCannotBeTrained(String network) {
        Cli cli = Cli.run(
                "train",
                "--data=" + videos,
                "--recipe=tutorial",
                "--epochs=1",
                "--device=cpu",
                "--out=" + folder.resolve("run-" + network),
                "--from=" + folder.resolve(network));
        assertThat(cli.exit()).isNotZero();
        assertThat(cli.err())
                .contains(
                        "--from: " + network + " is of architecture ",
                        ", which can be run but not trained here;" + " only r2plus1d-tutorial can");
    }

    private static void write(String network) throws IOException {
        TestNetworks.checkpoint(network, TestNetworks.INPUT, new OutputSpec(null, OutputSpec.Kind.LOGITS), LABELS)
                .write(folder.resolve(network));
        assertThat(Checkpoint.read(folder.resolve(network), LoadRules.DEFAULT.withTorchScript())
                        .weights())
                .isEmpty();
    }

    private static String checkpoint(String network) {
        return "--checkpoint=" + folder.resolve(network);
    }

    private static String aVideo() {
        return videos.resolve("Down/v_Down_g01_c01.avi").toString();
    }
}
