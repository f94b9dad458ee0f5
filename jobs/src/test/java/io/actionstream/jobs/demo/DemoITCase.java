package io.actionstream.jobs.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.jobs.testing.Console;
import io.actionstream.jobs.testing.TestVideos;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Padding;
import io.actionstream.model.testing.TestNetworks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Broker, job, network and cameras in one process, on small videos and with an untrained network. */
class DemoITCase {

    @TempDir
    Path folder;

    private Path checkpoint;

    @BeforeEach
    void writeVideosAndNetwork() throws IOException {
        TestVideos.write(folder.resolve("videos/Light/one.avi"), 200, 6);
        TestVideos.write(folder.resolve("videos/Dark/two.avi"), 20, 6);
        TestVideos.write(folder.resolve("videos/Dark/three.avi"), 30, 3);
        checkpoint = TestVideos.checkpoint(folder.resolve("checkpoint"), List.of("Dark", "Light"));
    }

    @Test
    void shouldLabelEveryVideoAndEndWithASummaryOverAllClips() {
        Console console = demo("--videos=" + folder.resolve("videos"));

        assertThat(console.err()).isEmpty();
        assertThat(console.exitCode()).isZero();
        assertThat(console.out())
                .contains("3 videos on 2 cameras, max pace")
                .contains("videos     3")
                .contains("clips      3 in ")
                .containsPattern("latency    p50 \\d+ ms, p99 \\d+ ms")
                .containsPattern("accuracy   [01]\\.\\d{4} \\([123] of 3 clips\\)");
        assertThat(console.out().lines())
                .filteredOn(line -> line.contains(" ms  "))
                .hasSize(3);
        assertThat(console.out())
                .startsWith("The live page is at http://127.0.0.1:")
                .containsPattern("The page has its first picture \\d+[.]\\d s after the start of the job")
                .contains("Announced model ");
    }

    @Test
    void shouldRefreshNoModelWithoutAPage() {
        Console console = demo("--videos=" + folder.resolve("videos"), "--page=off");

        assertThat(console.err()).isEmpty();
        assertThat(console.exitCode()).isZero();
        assertThat(console.out()).contains("clips      3 in ").doesNotContain("The live page", "Announced model ");
    }

    @Test
    void shouldSampleAsTheCheckpointSays() throws IOException {
        ClipSpec clip = new ClipSpec(8, 200, 96, 128, Padding.LAST);
        TestVideos.checkpoint(checkpoint, "short", List.of("Dark", "Light"), clip);

        Console console = demo("--videos=" + folder.resolve("videos"));

        assertThat(console.err()).isEmpty();
        assertThat(console.exitCode()).isZero();
        // Six seconds are 30 samples, and so three clips and one that is padded; three seconds are one and one.
        assertThat(console.out()).contains("clips      10 in ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bcthw.onnx", "rows.pt"})
    void shouldPlayAndRefreshANetworkOfAnotherMaker(String file) throws IOException {
        TestNetworks.checkpoint(file).write(checkpoint);

        Console console = demo("--videos=" + folder.resolve("videos"), "--allow=torchscript");

        assertThat(console.err()).isEmpty();
        assertThat(console.exitCode()).isZero();
        assertThat(console.out()).contains("clips      3 in ", "Announced model ");
    }

    @Test
    void shouldPlayOnlyListedVideosAndTellOfAnUnreadableOne() throws IOException {
        Files.writeString(folder.resolve("videos/Dark/broken.avi"), "no video");
        Path list = Files.writeString(folder.resolve("list.txt"), "Light/one.avi 1\nDark/broken.avi 2\n");

        Console console = demo("--videos=" + folder.resolve("videos"), "--list=" + list);

        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.out()).contains("broken.avi", "clips      1 in ");
    }

    @Test
    void shouldSayThatThereAreNoVideos() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        Console console = demo("--videos=" + empty);

        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.err()).contains("no videos in " + empty);
    }

    private Console demo(String... options) {
        List<String> all =
                new ArrayList<>(List.of("demo", "--cameras=2", "--device=cpu", "--checkpoint=" + checkpoint));
        all.addAll(List.of(options));
        if (all.stream().noneMatch(option -> option.startsWith("--page="))) {
            all.add("--page=0");
        }
        return Console.run(all.toArray(String[]::new));
    }
}
