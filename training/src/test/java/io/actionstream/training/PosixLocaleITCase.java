package io.actionstream.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class PosixLocaleITCase {

    @TempDir
    private Path folder;

    @Test
    void shouldEvaluateVideosWhoseNamesAreOutsideAscii() throws IOException, InterruptedException {
        TestVideos.stripes(folder.resolve("videos"), 1);
        CheckpointConfig config =
                TestCheckpoints.untrained(folder.resolve("stripes")).config();
        new Checkpoint(
                        new CheckpointConfig(
                                config.format(),
                                config.architecture(),
                                config.version(),
                                config.clip(),
                                List.of("\u4f53\u64cd", "\u00c9p\u00e9e"),
                                null,
                                null),
                        Checkpoint.read(folder.resolve("stripes")).weights())
                .write(folder.resolve("stripes"));
        // by a shell, for this process may be in the POSIX locale itself
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        """
                        gym=$(printf '\\344\\275\\223\\346\\223\\215') epee=$(printf '\\303\\211p\\303\\251e')
                        mkdir "$gym" && mv videos/Across "$gym/$gym" && mv videos/Down "$gym/$epee"
                        mv "$gym/$gym/v_Across_g01_c01.avi" "$gym/$gym/$epee.avi"
                        printf "$gym/$epee.avi 1\\n$epee/v_Down_g01_c01.avi 2\\n" > "$epee.txt"
                        LC_ALL=POSIX exec "$0" -cp "$1" "$2" evaluate --checkpoint=stripes "--data=$gym" "--list=$epee.txt" \
                          --json=report.json
                        """,
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        System.getProperty("java.class.path"),
                        Main.class.getName())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("samples 2", "\u4f53\u64cd", "\u00c9p\u00e9e");
        assertThat(Files.readString(folder.resolve("report.json"))).contains("\u4f53\u64cd", "\u00c9p\u00e9e");
    }
}
