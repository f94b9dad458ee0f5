package io.actionstream.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher that the build leaves beside the training jar. */
@DisabledOnOs(OS.WINDOWS)
class LauncherITCase {
    private static final String NAME = "$(printf '\\344\\275\\223\\346\\223\\215')";

    @TempDir
    private Path folder;

    @Test
    void shouldStartTheTrainingJarWithTheVectorApi() throws Exception {
        assertThat(run("-showversion", "LC_ALL=C.UTF-8", "--help", 0))
                .contains("Using incubator modules: jdk.incubator.vector")
                .contains("Usage: actionstream-training");
    }

    @Test
    void shouldHandOnOptionsOfJavaAndTheExitCode() throws Exception {
        assertThat(run("-Xmx77m -XX:+PrintCommandLineFlags", "LC_ALL=C.UTF-8", "dance", 2))
                .contains("-XX:MaxHeapSize=80740352")
                .contains("Unmatched argument at index 0: 'dance'");
    }

    @Test
    void shouldReadNamesOutsideAsciiInThePosixLocale() throws Exception {
        for (String locale : new String[] {"LC_ALL=POSIX", "LC_ALL=C", "-u LC_ALL -u LC_CTYPE -u LANG"}) {
            assertThat(run("", locale, "inspect \"" + NAME + "\"", 1)).contains("\u4f53\u64cd");
        }
    }

    @Test
    void shouldStartByALinkAndFromAnotherFolder() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("training"), launcher());

        assertThat(run(link, "", "LC_ALL=C.UTF-8", "--help", 0)).contains("Usage: actionstream-training");
    }

    private static Path launcher() {
        return Path.of("target/bin/actionstream-training").toAbsolutePath();
    }

    private String run(String javaOptions, String environment, String arguments, int exitCode) throws Exception {
        return run(launcher(), javaOptions, environment, arguments, exitCode);
    }

    /** By a shell, for this process may be in the POSIX locale itself. */
    private String run(Path launcher, String javaOptions, String environment, String arguments, int exitCode)
            throws IOException, InterruptedException {
        ProcessBuilder shell =
                new ProcessBuilder("sh", "-c", "exec env " + environment + " \"$0\" " + arguments, launcher.toString());
        shell.environment().put("JAVA_OPTS", javaOptions);
        shell.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = shell.directory(new File(folder.toString()))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(exitCode);
        return output;
    }
}
