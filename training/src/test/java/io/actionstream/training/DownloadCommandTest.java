package io.actionstream.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadCommandTest {
    @TempDir
    private Path videos;

    @TempDir
    private Path folder;

    @Test
    void shouldDownloadFromAFolder() throws IOException {
        TestVideos.stripes(videos, 2);
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
        assertThat(cli.err()).contains("download 4 videos: ").doesNotContain("\u001b", "\r");
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
}
