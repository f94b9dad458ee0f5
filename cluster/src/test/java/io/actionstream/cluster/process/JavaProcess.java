package io.actionstream.cluster.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A Java program in a process of its own. Its output goes to a file, and it does not outlive this process. */
public final class JavaProcess implements AutoCloseable {

    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ALIVE.forEach(Process::destroyForcibly)));
    }

    private final Process process;
    private final Path log;

    private JavaProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a program.
     *
     * @param log gets its output, after what is there already
     * @param options of the Java machine
     * @param environment in addition to this process's
     */
    static JavaProcess start(
            Path log, String classPath, List<String> options, Map<String, String> environment, String... program)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Installation.javaOptions());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath));
        command.addAll(List.of(program));
        return start(log, command, environment);
    }

    /**
     * Starts one of the launchers, with the options of Java that it gives itself.
     *
     * @param log gets its output, after what is there already
     */
    public static JavaProcess launch(Path log, Path launcher, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        return start(log, command, Map.of());
    }

    private static JavaProcess start(Path log, List<String> command, Map<String, String> environment)
            throws IOException {
        Files.createDirectories(log.getParent());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        ALIVE.add(process);
        process.onExit().thenAccept(ALIVE::remove);
        return new JavaProcess(process, log);
    }

    public long pid() {
        return process.pid();
    }

    /** Processor time since it started. */
    public double processorSeconds() {
        return process.info().totalCpuDuration().orElseThrow().toMillis() / 1000.0;
    }

    /** Kills it as {@code kill -9} does; returns when it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /**
     * Waits for the program's own end.
     *
     * @return its output
     * @throws AssertionError when it does not end well in time
     */
    public String output(Duration patience) throws InterruptedException, IOException {
        boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        String output = Files.readString(log);
        if (!ended || process.exitValue() != 0) {
            throw new AssertionError((ended ? "failed" : "still running") + ", see " + log + "\n" + output);
        }
        return output;
    }

    /** Fails when the program has ended, for whoever waits for something of it. */
    public void requireAlive() {
        if (!process.isAlive()) {
            throw new AssertionError("ended with " + process.exitValue() + ", see " + log);
        }
    }

    @Override
    public void close() {
        try {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
