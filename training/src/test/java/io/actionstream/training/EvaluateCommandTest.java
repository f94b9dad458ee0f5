package io.actionstream.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.network.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EvaluateCommandTest {
    private static final String HISTORY = """
            [{"epoch": 1, "learningRate": 1e-3, "loss": 0.7, "accuracy": 0.5, "validationLoss": 0.8,
              "validationAccuracy": 0.4, "clipsPerSecond": 9, "seconds": 40}]
            """;

    @TempDir
    private static Path videos;

    @TempDir
    private static Path checkpoint;

    @TempDir
    private Path folder;

    @BeforeAll
    static void writeVideosAndACheckpoint() throws IOException {
        TestVideos.stripes(videos, 2);
        TestCheckpoints.untrained(checkpoint.resolve("stripes"));
    }

    @Test
    void shouldEvaluateACheckpoint() {
        Cli cli = evaluate("--data", videos.toString(), "--top", "2");
        assertThat(cli.exit()).as(cli.err()).isZero();
        assertThat(cli.out()).contains("samples 4", "accuracy 0.5", "top-2 1.0000");
        assertThat(cli.err()).contains("evaluate: 4 of 4 videos, ").doesNotContain("\u001b", "\r");
    }

    @Test
    void shouldWriteWhatWasAskedForBesidesTheTable() throws IOException {
        Files.writeString(checkpoint.resolve("history.json"), HISTORY);
        Path list = Files.writeString(folder.resolve("few.txt"), "Down/v_Down_g01_c01.avi\n");
        Cli cli = evaluate(
                "--data=" + videos,
                "--list=" + list,
                "--json=" + folder.resolve("out/report.json"),
                "--html=" + folder.resolve("out/report.html"),
                "--plots=" + folder.resolve("out/plots"));
        assertThat(cli.exit()).as(cli.err()).isZero();
        assertThat(folder.resolve("out/report.json")).isNotEmptyFile();
        assertThat(folder.resolve("out/report.html")).content().contains("<h1>stripes on few</h1>", "Loss by epoch");
        assertThat(folder.resolve("out/plots"))
                .isDirectoryContaining("glob:**/confusion-few.png")
                .isDirectoryContaining("glob:**/reliability-few.png")
                .isDirectoryContaining("glob:**/coverage-few.png")
                .isDirectoryContaining("glob:**/loss.png")
                .isDirectoryContaining("glob:**/accuracy.png");
    }

    @Test
    void shouldEvaluateTheClassesThatAFolderHasAndNameWhatElseIsInIt() throws IOException {
        TestVideos.stripes(folder, 1);
        for (String noClass : List.of("@eaDir", ".ipynb_checkpoints", "__MACOSX")) {
            Files.createDirectory(folder.resolve(noClass));
            Files.copy(
                    folder.resolve("Down/v_Down_g01_c01.avi"),
                    folder.resolve(noClass).resolve("a.avi"));
        }
        Files.createDirectory(folder.resolve("Empty"));
        Cli cli = evaluate("--data=" + folder);
        assertThat(cli.exit()).as(cli.err()).isZero();
        assertThat(cli.out()).contains("samples 2");
        assertThat(cli.err())
                .contains("warning: left out of " + folder + ": hidden or made by a system: .ipynb_checkpoints, @eaDir,"
                        + " __MACOSX; without videos: Empty");
    }

    @Test
    void shouldEvaluateWithThePrecisionThatTheJobWillHave() {
        Cli cli = evaluate("--data", videos.toString(), "--precision=float32");
        assertThat(cli.exit()).as(cli.err()).isZero();
        assertThat(cli.out()).contains("samples 4", "accuracy 0.5");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FLOAT32")
    void shouldSayThatAProcessorComputesWithFloat32Only(Precision precision) {
        Cli cli = evaluate("--data", videos.toString(), "--device=cpu", "--precision=" + precision);
        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err())
                .contains("precision " + precision + " is for GPUs; a processor computes with float32 only");
    }

    @Test
    void shouldNameThePrecisionsThereAre() {
        Cli cli = evaluate("--data", videos.toString(), "--precision=int8");
        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err()).contains("--precision", "float32, bfloat16, float16", "int8");
    }

    @Test
    void shouldNameACheckpointThatDoesNotExist() {
        Cli cli = Cli.run("evaluate", "--checkpoint", folder.resolve("none").toString(), "--data", videos.toString());
        assertThat(cli.exit()).isEqualTo(1);
        assertThat(cli.err()).contains("none: no checkpoint directory there");
    }

    @Test
    void shouldRefuseFewerThanOneView() {
        Cli cli = evaluate("--data", videos.toString(), "--views", "0");
        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err()).contains("views must be at least 1, not 0");
    }

    @Test
    void shouldRefuseFewerThanOneThread() {
        Cli cli = evaluate("--data", videos.toString(), "--threads", "0");
        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err()).contains("--threads must be at least 1, not 0");
    }

    @Test
    void shouldPredictAVideo() throws IOException {
        String video = videos.resolve("Down/v_Down_g01_c01.avi").toString();
        Path json = folder.resolve("prediction.json");
        String model = "--checkpoint=" + checkpoint.resolve("stripes");
        Cli cli = Cli.run("predict", model, "--min-frames=2", "--hop=1", "--json=" + json, "file://" + video);
        assertThat(cli.exit()).as(cli.err()).isZero();
        assertThat(cli.out()).contains("   0.0 s     0.4 s  ", "on the whole");
        assertThat(json).content().contains("\"overall\"");
        assertThat(Cli.run("predict", model, "--min-frames=2", "--json=-", video)
                        .out())
                .startsWith("{");
    }

    @Test
    void shouldNameWhatIsWrongWithAPrediction() {
        String model = "--checkpoint=" + checkpoint.resolve("stripes");
        String video = videos.resolve("Down/v_Down_g01_c01.avi").toString();
        Cli missing = Cli.run("predict", model, "none.avi");
        assertThat(missing.exit()).isEqualTo(2);
        assertThat(missing.err()).contains("VIDEO: no file none.avi");
        Cli hop = Cli.run("predict", model, "--hop=9", video);
        assertThat(hop.exit()).isEqualTo(2);
        assertThat(hop.err()).contains("hop must be at most the clip's 3 frames, not 9");
        Cli threads = Cli.run("predict", model, "--threads=2", video);
        assertThat(threads.exit()).isEqualTo(2);
        assertThat(threads.err()).contains("Unknown option: '--threads=2'");
        Cli top = Cli.run("predict", model, "--top=0", video);
        assertThat(top.exit()).isEqualTo(2);
        assertThat(top.err()).contains("--top must be at least 1, not 0");
    }

    @Test
    void shouldShowWhatACheckpointIs() {
        Cli cli = Cli.run("inspect", checkpoint.resolve("stripes").toString());
        assertThat(cli.exit()).isZero();
        assertThat(cli.out())
                .contains("version       test", "clip          3 frames of 16x16, 200 ms apart, padded with last")
                .contains("labels        2: Across, Down", "head.weight                          [2, 128]")
                .contains("parameters    442290, of which 32 are running statistics");
        assertThat(Cli.run("inspect", folder.toString()).err()).contains("config.json is missing");
    }

    @Test
    void shouldWriteTheTemperatureThatFitsIntoTheCheckpoint() throws IOException {
        Path model = folder.resolve("model");
        TestCheckpoints.untrained(model);
        Cli cli = Cli.run("calibrate", "--checkpoint=" + model, "--data=" + videos);
        assertThat(cli.exit()).as(cli.err()).isZero();
        assertThat(cli.out())
                .containsPattern("(?s)temperature \\d.*loss 0.*, was 0.*expected calibration error 0.*, was 0");
        Double temperature = Checkpoint.readConfig(model).temperature();
        assertThat(temperature).isNotNull();
        assertThat(Cli.run("inspect", model.toString()).out()).contains("temperature   ");
        Cli again =
                Cli.run("calibrate", "--checkpoint=" + model, "--data=" + videos, "--out=" + folder.resolve("again"));
        assertThat(again.out()).isEqualTo(cli.out());
        assertThat(Checkpoint.readConfig(folder.resolve("again")).temperature()).isEqualTo(temperature);
    }

    @Test
    void shouldNotCalibrateWhatIsInTheJarInPlace() {
        Cli cli = Cli.run("calibrate", "--checkpoint=ucf101", "--data=" + videos);
        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err()).contains("--out is missing: ucf101 is in the jar");
    }

    @Test
    void shouldLeaveACheckpointThatNoTemperatureFitsAsItIs() throws IOException {
        Path model = folder.resolve("model");
        TestCheckpoints.untrained(model);
        Path list = Files.writeString(folder.resolve("one.txt"), "Down/v_Down_g01_c01.avi\n");
        Cli cli = Cli.run("calibrate", "--checkpoint=" + model, "--data=" + videos, "--list=" + list);
        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err()).contains("no temperature between 0.01 and 100.0 fits the 1 samples");
        assertThat(Checkpoint.readConfig(model).temperature()).isNull();
    }

    private static Cli evaluate(String... options) {
        Stream<String> command = Stream.of(
                "evaluate", "--checkpoint", checkpoint.resolve("stripes").toString());
        return Cli.run(Stream.concat(command, Stream.of(options)).toArray(String[]::new));
    }
}
