package io.actionstream.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.model.checkpoint.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainCommandTest {
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
    void shouldNameABackgroundLabelThatNoVideoHas() {
        Cli cli = train("--data", videos.toString(), "--background=Down,Idle");
        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err()).contains("the background label Idle is none of the labels");
    }

    @Test
    void shouldWantBothListsOrNone() {
        Cli cli = train("--data", videos.toString(), "--train-list", "list.txt");
        assertThat(cli.exit()).isEqualTo(2);
        assertThat(cli.err()).contains("--train-list and --validation-list go together");
    }

    @Test
    void shouldTellOfVideosInBothLists() throws IOException {
        Path list = Files.writeString(folder.resolve("list.txt"), "Down\\v_Down_g01_c01.avi 2\r\n");
        Cli cli = train("--data=" + videos, "--train-list=" + list, "--validation-list=" + list, "--recipe=none.json");
        assertThat(cli.err())
                .contains(
                        "warning: videos in both lists: 1, the first is " + videos.resolve("Down/v_Down_g01_c01.avi"));
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
                "--recipe=refine|--recipe refine needs --from",
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
