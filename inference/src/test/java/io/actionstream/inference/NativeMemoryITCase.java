package io.actionstream.inference;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.actionstream.inference.network.SmallBuiltIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Classifies ten thousand clips in a process whose heap is of one size and touched from the start, so that what it grows
 * by is native memory.
 */
@EnabledOnOs(OS.LINUX)
class NativeMemoryITCase {
    private static final int CLIPS = 10_000;
    private static final int BATCH = 8;

    /** Until then the process still grows once: compiled code, the allocator's own. */
    private static final int WARM_UP = 25_000;

    @Test
    void shouldStayFlatOverTenThousandClips() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms128m",
                        "-Xmx128m",
                        "-XX:+AlwaysPreTouch",
                        "-Dai.djl.pytorch.num_threads=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        NativeMemoryITCase.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String grown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).isZero();
        long oneArrayOfEachClip = (long) CLIPS * SmallBuiltIn.SPEC.clipBytes() * Float.BYTES; // 59 MiB
        assertThat(Long.parseLong(grown)).isLessThan(oneArrayOfEachClip / 10);
    }

    /** Prints by how many bytes the process grew over the clips after the warm-up. */
    public static void main(String... arguments) throws IOException {
        try (DeviceClassifier classifier = new DeviceClassifier(SmallBuiltIn.checkpoint(), Device.cpu())) {
            classify(classifier, WARM_UP);
            long before = residentBytes();
            classify(classifier, CLIPS);
            System.out.println(residentBytes() - before);
        }
    }

    private static void classify(DeviceClassifier classifier, int clips) {
        List<byte[]> batch = SmallBuiltIn.clips(BATCH);
        for (int done = 0; done < clips; done += BATCH) {
            classifier.classify(batch);
        }
    }

    private static long residentBytes() throws IOException {
        System.gc();
        String line = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(status -> status.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
    }
}
