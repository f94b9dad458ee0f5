package io.actionstream.fuzz;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fuzzes one target.
 *
 * @param target the target
 * @param folder where its corpus, its findings and its log go
 * @param time how long
 */
record FuzzRun(Target target, Path folder, Duration time) {
    /** Jazzer's detectors of injections into what is not here; to load them takes longer than all else. */
    private static final String DISABLED_HOOKS = Stream.of(
                    "ClojureLangHooks",
                    "Deserialization",
                    "ExpressionLanguageInjection",
                    "FilePathTraversal",
                    "LdapInjection",
                    "NamingContextLookup",
                    "OsCommandInjection",
                    "ReflectiveCall",
                    "RegexInjection",
                    "ScriptEngineInjection",
                    "ServerSideRequestForgery",
                    "SqlInjection",
                    "XPathInjection")
            .map(name -> "com.code_intelligence.jazzer.sanitizers." + name)
            .collect(Collectors.joining(":"));

    private static final int MOST_SECONDS_PER_INPUT = 5;
    private static final int MOST_MEGABYTES = 2048;
    private static final Pattern PROGRESS =
            Pattern.compile("#(\\d+)\\s+\\w+\\s+cov: (\\d+) ft: (\\d+) corp: (\\d+)/.*");

    /**
     * What came of it.
     *
     * @param executions how many inputs were read
     * @param coverage how many edges of the code they reached
     * @param corpus how many of them reached something new
     * @param slowestMillis the longest that reading one took
     * @param findings files of the inputs that broke something
     */
    record Result(
            long executions, long coverage, long corpus, double slowestMillis, List<Path> findings, int exitCode) {

        boolean isClean() {
            return findings.isEmpty() && exitCode == 0;
        }
    }

    Result run() throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        Path seeds = Files.createDirectories(folder.resolve("seeds"));
        Path findings = Files.createDirectories(folder.resolve("findings"));
        clear(findings);
        clear(seeds);
        Files.deleteIfExists(folder.resolve(Fuzzer.SLOWEST_NANOS));
        for (Map.Entry<String, byte[]> seed : Seeds.of(target).entrySet()) {
            Files.write(seeds.resolve(seed.getKey()), seed.getValue());
        }
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-D" + Fuzzer.TARGET + "=" + target,
                "-D" + Fuzzer.FOLDER + "=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + Fuzzer.class.getName(),
                "--instrumentation_includes=io.actionstream.**:com.fasterxml.jackson.**",
                "--instrumentation_excludes=io.actionstream.fuzz.**",
                "--disabled_hooks=" + DISABLED_HOOKS,
                "--reproducer_path=" + folder,
                "-max_total_time=" + Math.max(1, time.toSeconds()),
                "-timeout=" + MOST_SECONDS_PER_INPUT,
                "-rss_limit_mb=" + MOST_MEGABYTES,
                "-artifact_prefix=" + findings + "/",
                "-print_final_stats=1",
                corpus.toString(),
                seeds.toString(),
                target.corpus().toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            return follow(process, findings);
        } finally {
            process.destroyForcibly();
        }
    }

    private Result follow(Process process, Path findings) throws IOException, InterruptedException {
        long executions = 0;
        long coverage = 0;
        long corpus = 0;
        try (BufferedReader output = process.inputReader();
                PrintWriter log = new PrintWriter(Files.newBufferedWriter(folder.resolve("log")))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                log.println(line);
                Matcher progress = PROGRESS.matcher(line);
                if (progress.matches()) {
                    executions = Long.parseLong(progress.group(1));
                    coverage = Long.parseLong(progress.group(2));
                    corpus = Long.parseLong(progress.group(4));
                }
            }
        }
        int exitCode = process.waitFor();
        return new Result(executions, coverage, corpus, slowestMillis(), files(findings), exitCode);
    }

    private double slowestMillis() throws IOException {
        Path nanos = folder.resolve(Fuzzer.SLOWEST_NANOS);
        return Files.exists(nanos) ? Long.parseLong(Files.readString(nanos)) / 1e6 : 0;
    }

    private static void clear(Path directory) throws IOException {
        for (Path file : files(directory)) {
            Files.delete(file);
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }
}
