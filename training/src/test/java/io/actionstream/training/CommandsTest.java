package io.actionstream.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Padding;
import io.actionstream.model.network.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
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
        CheckpointConfig config = new CheckpointConfig(
                CheckpointConfig.FORMAT,
                CheckpointConfig.ARCHITECTURE,
                "test",
                new ClipSpec(3, 200, 16, 16, Padding.LAST),
                List.of("Across", "Down"),
                null,
                Map.of());
        new Checkpoint(config, Layout.of(2).initialise(1)).write(checkpoint.resolve("stripes"));
    }

    static Stream<String> commands() {
        return Main.commandLine().getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldExplainEveryCommandAndOption(String command) {
        Cli cli = Cli.run(command, "--help");
        assertThat(cli.exit()).isZero();
        assertThat(cli.out()).startsWith("Usage: actionstream-training " + command);
        Main.commandLine()
                .getSubcommands()
                .get(command)
                .getCommandSpec()
                .options()
                .forEach(option -> {
                    assertThat(cli.out()).contains(option.longestName());
                    assertThat(option.description()).as(option.longestName()).isNotEmpty();
                });
    }

    @Test
    void shouldListItsCommandsWhenAskedForNone() {
        assertThat(Cli.run("--help").out()).contains(commands().toList());
        assertThat(Cli.run().exit()).isEqualTo(2);
        assertThat(Cli.run().err()).contains("Missing required subcommand", "evaluate");
    }

    @Test
    void shouldEvaluateACheckpoint() {
        Cli cli = evaluate("--data", videos.toString(), "--top", "2");
        assertThat(cli.exit()).as(cli.err()).isZero();
        assertThat(cli.out()).contains("samples 4", "accuracy 0.5", "top-2 1.0000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "evaluate"})
    void shouldNameADataFolderThatDoesNotExist(String command) {
        Path nowhere = folder.resolve("nowhere");
        Cli cli =
                command.equals("train") ? train("--data", nowhere.toString()) : evaluate("--data", nowhere.toString());
        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err()).contains("--data: no folder " + nowhere);
    }

    @Test
    void shouldNameADataFolderWithoutVideos() {
        Cli cli = train("--data", folder.toString());
        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err()).contains("--data: no videos in " + folder);
    }

    @Test
    void shouldNameAListThatIsEmptyOrDoesNotExist() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.txt"));
        assertThat(trainFrom(empty).err()).contains("--train-list: no videos in " + empty);
        assertThat(trainFrom(folder.resolve("none.txt")).err()).contains("--train-list: no file", "none.txt");
        Cli cli = evaluate("--data", videos.toString(), "--list", empty.toString());
        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err()).contains("--list: no videos in " + empty);
    }

    @Test
    void shouldNameAListEntryOutsideTheDataFolder() throws IOException {
        Path list = Files.writeString(folder.resolve("list.txt"), "Across/v_Across_g01_c01.avi\n../secret.avi\n");
        Cli cli = trainFrom(list);
        assertThat(cli.exit()).isEqualTo(1);
        assertThat(cli.err()).contains("list.txt, line 2: ../secret.avi is not below");
    }

    @Test
    void shouldNameAListEntryThatDoesNotExist() throws IOException {
        Path list = Files.writeString(folder.resolve("list.txt"), "Across/none.avi\n");
        Cli cli = trainFrom(list);
        assertThat(cli.exit()).isEqualTo(1);
        assertThat(cli.err()).contains("none.avi", "list.txt, line 1");
    }

    @Test
    void shouldWantBothListsOrNone() {
        Cli cli = train("--data", videos.toString(), "--train-list", "list.txt");
        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err()).contains("--train-list and --validation-list go together");
    }

    @Test
    void shouldNotTouchARunUnlessAskedToResume() throws IOException {
        Files.writeString(folder.resolve("history.json"), "[]");
        Cli cli = Cli.run("train", "--data", videos.toString(), "--out", folder.toString());
        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err()).contains("--out: " + folder + " already holds a run", "--resume");
        assertThat(folder.resolve("history.json")).hasContent("[]");
    }

    @Test
    void shouldNotResumeARunOfOtherClasses() throws IOException {
        Files.writeString(folder.resolve("history.json"), "[]");
        Checkpoint.read(checkpoint.resolve("stripes")).write(folder.resolve("last"));
        Cli cli = Cli.run("train", "--data", videos.toString(), "--out", folder.toString(), "--resume");
        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err()).contains("--resume: the run in " + folder + " was begun with");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--epochs=0|epochs must be at least 1, not 0",
                "--epochs=many|Invalid value for option '--epochs'",
                "--threads=0|--threads must be at least 1, not 0",
                "--device=tpu|device must be auto, cpu, gpu or gpu:N, not 'tpu'",
                "--seed=x|Invalid value for option '--seed'",
                "--freeze|--freeze and --body-rate need --from",
                "--body-rate=0.1|--freeze and --body-rate need --from",
                "--speed=1|Unknown option: '--speed=1'"
            })
    void shouldNameAWrongOptionOfTrain(String optionAndComplaint) {
        String[] parts = optionAndComplaint.split("\\|");
        Cli cli = train("--data", videos.toString(), parts[0]);
        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err()).contains(parts[1]);
    }

    @Test
    void shouldNameARecipeThatDoesNotExist() {
        Cli cli = train("--data", videos.toString(), "--recipe", "bets");
        assertThat(cli.exit()).isEqualTo(1);
        assertThat(cli.err()).contains("bets");
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
    void shouldDownloadFromAFolder() {
        Cli cli = Cli.run(
                "download",
                "--source",
                videos.toString(),
                "--out",
                folder.toString(),
                "--classes",
                "2",
                "--train",
                "1",
                "--validation",
                "0",
                "--test",
                "1");
        assertThat(cli.exit()).as(cli.err()).isZero();
        assertThat(cli.out()).contains("2 training, 0 validation and 2 test videos");
        assertThat(folder.resolve("Down")).isDirectoryContaining("glob:**/v_Down_g*_c01.avi");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--split=lists|--split lists needs --train-list",
                "--train-list=x|--split lists needs --train-list",
                "--split=fair|Invalid value for option '--split'",
                "--source=/no/such.zip|source must be an address, a zip or a folder, and there is none: /no/such.zip",
                "--classes=0|classes must be at least 1, not 0",
                "--train=0|not 0, 10 and 10",
                "--threads=0|--threads must be at least 1, not 0"
            })
    void shouldNameAWrongOptionOfDownload(String optionAndComplaint) {
        String[] parts = optionAndComplaint.split("\\|");
        Cli cli = Cli.run("download", "--out", folder.toString(), parts[0]);
        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err()).contains(parts[1]);
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
                .isDirectoryContaining("glob:**/loss.png")
                .isDirectoryContaining("glob:**/accuracy.png");
    }

    @Test
    void shouldPredictAVideo() throws IOException {
        String video = videos.resolve("Down/v_Down_g01_c01.avi").toString();
        Path json = folder.resolve("prediction.json");
        String model = "--checkpoint=" + checkpoint.resolve("stripes");
        Cli cli = Cli.run("predict", model, "--min-frames=2", "--hop=1", "--json=" + json, video);
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

    private Cli trainFrom(Path list) {
        return train(
                "--data", videos.toString(), "--train-list", list.toString(), "--validation-list", list.toString());
    }

    private Cli train(String... options) {
        return Cli.run(
                Stream.concat(Stream.of("train", "--out", folder.resolve("run").toString()), Stream.of(options))
                        .toArray(String[]::new));
    }

    private static Cli evaluate(String... options) {
        Stream<String> command = Stream.of(
                "evaluate", "--checkpoint", checkpoint.resolve("stripes").toString());
        return Cli.run(Stream.concat(command, Stream.of(options)).toArray(String[]::new));
    }
}
