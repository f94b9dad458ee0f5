package io.actionstream.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.jobs.testing.Console;
import io.actionstream.jobs.testing.TestVideos;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {

    private static final int FAILED = 1;
    private static final int WRONG_OPTIONS = 2;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"run", "publish", "watch", "models", "compare", "page", "demo"})
    void shouldExplainEveryOptionWithItsDefault(String command) {
        Console console = Console.run(command, "--help");

        assertThat(console.exitCode()).isZero();
        assertThat(console.out()).contains("Usage: actionstream " + command, "Default: ");
    }

    @Test
    void shouldListTheCommands() {
        assertThat(Console.run("--help").out())
                .contains("run", "publish", "watch", "models", "compare", "page", "demo");
    }

    @Test
    void shouldRefuseAMalformedOption() {
        Console console = Console.run("run", "--hop=ten");

        assertThat(console.exitCode()).isEqualTo(WRONG_OPTIONS);
        assertThat(console.err()).contains("--hop", "'ten'");
    }

    @Test
    void shouldRefuseToPublishNothing() {
        Console console = Console.run("publish");

        assertThat(console.exitCode()).isEqualTo(WRONG_OPTIONS);
        assertThat(console.err()).contains("--camera");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--size=big", "--size=0x10", "--rate=0", "--rate=fast", "--quality=101", "--pace=slow"})
    void shouldRefuseToPublishInAManner(String option) {
        Console console = Console.run("publish", option, "video.avi");

        assertThat(console.exitCode()).isEqualTo(WRONG_OPTIONS);
        assertThat(console.err()).contains(option.split("=")[0], option.split("=")[1]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gate", "=video.avi", "gate=", "*=video.avi"})
    void shouldRefuseToPublishACameraCalled(String camera) {
        Console console = Console.run("publish", "--camera=" + camera);

        assertThat(console.exitCode()).isEqualTo(WRONG_OPTIONS);
        assertThat(console.err()).contains("Invalid value for option '--camera' (NAME=SOURCE): ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtsp://admin:pa55@10.0.0.7/live",
                "rtsp://admin:pa55@10.0.0.7/live?ch=1",
                "*=rtsp://admin:pa55@10.0.0.7/live",
            })
    void shouldNotRepeatThePasswordOfACameraThatItRefuses(String camera) {
        Console console = Console.run("publish", "--camera", camera);

        assertThat(console.exitCode()).isEqualTo(WRONG_OPTIONS);
        assertThat(console.err()).contains("'--camera' (NAME=SOURCE): ").doesNotContain("pa55", "admin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"publsh", "publish --no-such-option", "watch", "publish --rate"})
    void shouldNotRepeatThePasswordOfACommandLineThatItRefuses(String before) {
        List<String> arguments = new ArrayList<>(List.of(before.split(" ")));
        arguments.add("rtsp://admin:pa55 w/or'd@10.0.0.7/live");

        Console console = Console.run(arguments.toArray(String[]::new));

        assertThat(console.exitCode()).isEqualTo(WRONG_OPTIONS);
        assertThat(console.err() + console.out()).doesNotContain("pa55", "or'd");
    }

    @Test
    void shouldNotRepeatThePasswordInAFileOfArgumentsThatItRefuses() throws IOException {
        Path file = Files.writeString(folder.resolve("arguments"), "--rate=rtsp://admin:pa#5 5@10.0.0.7/live\n");

        Console console = Console.run("publish", "@" + file);

        assertThat(console.exitCode()).isEqualTo(WRONG_OPTIONS);
        assertThat(console.err()).contains("rtsp://...").doesNotContain("admin", "5 5");
    }

    @Test
    void shouldRefuseTwoSourcesForOneCamera() {
        Console console = Console.run("publish", "--camera=gate=a.avi", "--camera=gate=b.avi");

        assertThat(console.exitCode()).isEqualTo(WRONG_OPTIONS);
        assertThat(console.err()).contains("--camera", "'gate'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--hop=11",
                "--device=gpu:99",
                "--actions-topic=frames",
                "--rejected-topic=frames",
                "--truth-topic=actions",
                "--models-topic=accuracy",
                "--max-held-bytes=40MB",
                "--max-sample-bytes=39MB",
                "--checkpoint-interval=10m --delivery=exactly-once",
                "--flink.execution.checkpointing.interval=20min --delivery=exactly-once",
                "--kafka.transaction.timeout.ms=5000 --delivery=exactly-once",
            })
    void shouldRefuseToRunWith(String options) throws IOException {
        Console console = Console.run(("run " + options + " --bootstrap-servers=127.0.0.1:" + closedPort()
                        + " --kafka.default.api.timeout.ms=300 --kafka.request.timeout.ms=300")
                .split(" "));

        assertThat(console.exitCode()).isEqualTo(FAILED);
        assertThat(console.err()).contains(options.split("=")[0]).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--left-suffix=-try",
                "--right-suffix=",
                "--stop-at=2026-01-02T00:00:00Z --start=2026-01-02T00:00:00Z",
                "--start=noon",
                "--max-records=0",
            })
    void shouldRefuseToCompareWith(String options) {
        Console console = Console.run(("compare " + options).split(" "));

        assertThat(console.exitCode()).isEqualTo(WRONG_OPTIONS);
        assertThat(console.err()).contains(options.split(" ")[0].replaceFirst("=.*", ""));
    }

    @Test
    void shouldRefuseAListOfVideosFromNowhere() {
        Console console = Console.run("demo", "--list=testlist.txt");

        assertThat(console.exitCode()).isEqualTo(WRONG_OPTIONS);
        assertThat(console.err()).contains("--videos");
    }

    @Test
    void shouldSayThatThereIsNoCheckpoint() {
        Path none = folder.resolve("none");

        Console console = Console.run("run", "--checkpoint=" + none);

        assertThat(console.exitCode()).isEqualTo(FAILED);
        assertThat(console.err()).contains("--checkpoint", none.toString()).doesNotContain("\tat ");
    }

    @Test
    void shouldRefuseToAnnounceNothing() {
        Console console = Console.run("models");

        assertThat(console.exitCode()).isEqualTo(WRONG_OPTIONS);
        assertThat(console.err()).contains("--announce");
    }

    @Test
    void shouldRefuseToAnnounceWhatIsNoCheckpoint() {
        Console console = Console.run("models", "--announce=" + folder);

        assertThat(console.exitCode()).isEqualTo(FAILED);
        assertThat(console.err())
                .contains(folder.toString(), "config.json is missing")
                .doesNotContain("\tat ");
    }

    @Test
    void shouldRefuseToAnnounceAnotherVersionThanTheCheckpointIs() throws IOException {
        Path checkpoint = TestVideos.checkpoint(folder.resolve("second"), List.of("Dark", "Light"));

        Console console = Console.run("models", "--announce=" + checkpoint, "--version=second-1");

        assertThat(console.exitCode()).isEqualTo(FAILED);
        assertThat(console.err()).contains("untrained-1", "not second-1").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"publish video.avi", "watch", "compare", "models --announce=CHECKPOINT"})
    void shouldSayThatNoBrokerAnswers(String template) throws IOException {
        Path checkpoint = TestVideos.checkpoint(folder.resolve("checkpoint"), List.of("Dark", "Light"));
        String command = template.replace("CHECKPOINT", checkpoint.toString());
        String address = "127.0.0.1:" + closedPort();

        Console console = Console.run((command + " --bootstrap-servers=" + address
                        + " --kafka.default.api.timeout.ms=300" + " --kafka.request.timeout.ms=300")
                .split(" "));

        assertThat(console.exitCode()).isEqualTo(FAILED);
        assertThat(console.err()).contains("--bootstrap-servers", address).doesNotContain("\tat ");
    }

    @Test
    void shouldSayThatABrokersNameIsUnknown() {
        Console console = Console.run("watch", "--bootstrap-servers=no such host:9092");

        assertThat(console.exitCode()).isEqualTo(FAILED);
        assertThat(console.err()).contains("--bootstrap-servers", "no such host:9092");
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
