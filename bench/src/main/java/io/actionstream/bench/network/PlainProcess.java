package io.actionstream.bench.network;

import io.actionstream.bench.report.Figure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@link PlainProgram} in a process of its own, with a memory of its own. */
final class PlainProcess implements AutoCloseable {
    /** Names of both kinds as yardsticks. */
    static final String ALONE = "conv3d, a program of its own";

    static final String SAME_MEMORY = "conv3d, memory kept as ours";

    private final Process process;
    private final PrintWriter requests;
    private final BufferedReader answers;

    private PlainProcess(Process process) {
        this.process = process;
        requests = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Starts the program with this process's Java and classes.
     *
     * @param checkpoint name or directory
     * @param memory {@link PlainProgram#USUAL} or {@link PlainProgram#KEPT}
     */
    static PlainProcess start(String checkpoint, String memory) throws IOException {
        return new PlainProcess(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PlainProgram.class.getName(),
                        checkpoint,
                        memory)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /**
     * A figure beside each kind.
     *
     * @param ours the name of what is compared with them
     * @param millis of each
     * @param clips for which they are
     */
    static List<Figure> beside(String what, String ours, Map<String, Double> millis, int clips) {
        return Stream.of(ALONE, SAME_MEMORY)
                .map(kind -> Figure.beside(what, millis.get(ours) / clips, "ms/clip", kind, millis.get(kind) / clips))
                .toList();
    }

    /** Classifies a batch of so many clips. */
    void classify(int clips) {
        requests.println(clips);
        try {
            String answer = answers.readLine();
            if (!PlainProgram.DONE.equals(answer)) {
                throw new IllegalStateException("the conv3d program answered " + answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        requests.close(); // it ends with its input
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
