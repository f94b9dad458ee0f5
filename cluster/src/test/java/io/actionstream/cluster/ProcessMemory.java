package io.actionstream.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a Java process holds once its garbage is collected.
 *
 * @param residentBytes its memory, as the system counts it
 * @param userClassLoaders class loaders of Flink jobs, those of ended jobs that something still refers to among them
 */
record ProcessMemory(long residentBytes, long userClassLoaders) {

    private static final String USER_CLASS_LOADER = "org.apache.flink.util.ChildFirstClassLoader";

    /** Collects the garbage of a process of this JDK, on Linux. */
    static ProcessMemory of(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        long classLoaders = jcmd(pid, "VM.classloader_stats")
                .lines()
                .filter(line -> line.endsWith(USER_CLASS_LOADER))
                .count();
        return new ProcessMemory(residentBytes(pid), classLoaders);
    }

    double mebibytes() {
        return residentBytes / (double) (1 << 20);
    }

    private static long residentBytes(long pid) throws IOException {
        String line = Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                .filter(status -> status.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        "-J-XX:TieredStopAtLevel=1",
                        "-J-XX:+UseSerialGC",
                        String.valueOf(pid),
                        command)
                .redirectErrorStream(true)
                .start();
        String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException("jcmd " + command + ": " + output);
        }
        return output;
    }
}
