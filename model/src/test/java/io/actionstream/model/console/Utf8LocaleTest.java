package io.actionstream.model.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class Utf8LocaleTest {

    @TempDir
    Path folder;

    @Test
    void shouldReadNamesAndOptionsOutsideAsciiInThePosixLocale() throws Exception {
        assertThat(start("LC_ALL=POSIX")).containsExactly("é 体操.avi", "true", "é 体操.avi", "true");
    }

    @Test
    void shouldDoSoWhereNoLocaleIsSet() throws Exception {
        assertThat(start("-u LC_ALL -u LC_CTYPE -u LANG")).containsExactly("é 体操.avi", "true", "é 体操.avi", "true");
    }

    @Test
    void shouldLeaveAUtf8LocaleAlone() throws Exception {
        assertThat(start("LC_ALL= LC_CTYPE=C.UTF-8")).containsExactly("é 体操.avi", "true", "é 体操.avi", "false");
    }

    /** Lets a shell make the file and start the program, for this process may be in the POSIX locale itself. */
    private List<String> start(String environment) throws IOException, InterruptedException {
        String name = "$(printf '\\303\\251 \\344\\275\\223\\346\\223\\215.avi')";
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "touch \"" + name + "\"; exec env " + environment + " \"$0\" -cp \"$1\" \"$2\" \"" + name
                                + "\" $$",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        System.getProperty("java.class.path"),
                        Program.class.getName())
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output.lines().toList();
    }

    static final class Program {
        private Program() {}

        /** Tells its option, whether it can open the file of that name, the names in the folder, and what it did about it. */
        public static void main(String[] arguments) throws IOException {
            Utf8Locale.ensure();
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            assertThat(arguments[1])
                    .isEqualTo(String.valueOf(ProcessHandle.current().pid()));
            out.println(arguments[0]);
            out.println(Files.isRegularFile(Path.of(arguments[0])));
            try (Stream<Path> files = Files.list(Path.of(""))) {
                files.forEach(out::println);
            }
            out.println("C.UTF-8".equals(System.getenv("LC_ALL")));
        }
    }
}
