package io.actionstream.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs that are started with different options of Java. */
class VectorSupportTest {

    private static final String MODULE = "--add-modules=jdk.incubator.vector";

    @Test
    void shouldUseVectorsWithTheModule() throws Exception {
        assertThat(printedWith(MODULE)).contains("available: true");
    }

    @Test
    void shouldUseNoneWithoutTheModule() throws Exception {
        assertThat(printedWith()).contains("available: false");
    }

    @Test
    void shouldUseNoneWhereOnlyTheFirstCompilerRuns() throws Exception {
        assertThat(printedWith(MODULE, "-XX:TieredStopAtLevel=1")).contains("available: false");
    }

    @Test
    void shouldGoByTheLastOption() throws Exception {
        assertThat(printedWith(MODULE, "-XX:TieredStopAtLevel=1", "-XX:TieredStopAtLevel=4"))
                .contains("available: true");
    }

    private static String printedWith(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Program.class.getName()));
        Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).as(printed).isZero();
        return printed;
    }

    /** Says whether there are vectors. */
    static final class Program {
        public static void main(String[] args) {
            System.out.println("available: " + VectorSupport.isAvailable());
        }
    }
}
