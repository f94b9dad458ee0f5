package io.actionstream.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Fuzzes every target, or decodes mutated pictures; exits with 1 when something was found. */
@Command(
        name = "fuzz",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Feeds damaged input to everything that reads bytes of others.")
public final class FuzzCommand implements Callable<Integer> {
    private static final Path FOLDER = Path.of("target", "fuzz").toAbsolutePath();

    @Option(names = "--minutes", defaultValue = "", description = "How long to fuzz, all targets together. Default: 10")
    private String minutes;

    @Option(
            names = "--only",
            defaultValue = "",
            description = "Targets to fuzz, such as image-check,truth. Default: all")
    private String only;

    @Option(names = "--pictures", defaultValue = "", description = "Decode so many mutated pictures instead")
    private String pictures;

    @Option(names = "--limit", defaultValue = "", description = "Most milliseconds for one picture. Default: 1000")
    private String limit;

    @Option(names = "--seed", defaultValue = "", description = "Seed of the first mutated picture. Default: 1")
    private String seed;

    public static void main(String[] args) {
        System.exit(new CommandLine(new FuzzCommand()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        boolean clean = pictures.isBlank()
                ? fuzz()
                : new MutatedPictures(
                                Long.parseLong(pictures),
                                Double.parseDouble(or(limit, "1000")),
                                Long.parseLong(or(seed, "1")))
                        .run();
        return clean ? 0 : 1;
    }

    private boolean fuzz() throws IOException, InterruptedException {
        List<Target> targets = only.isBlank()
                ? List.of(Target.values())
                : Arrays.stream(only.split(",")).map(Target::of).toList();
        Duration each = Duration.ofMillis((long) (Double.parseDouble(or(minutes, "10")) * 60_000 / targets.size()));
        List<String> found = new ArrayList<>();
        System.out.printf(
                "%-18s %12s %10s %8s %12s  %s%n",
                "target", "executions", "coverage", "corpus", "slowest, ms", "findings");
        for (Target target : targets) {
            Path folder = FOLDER.resolve(target.label());
            FuzzRun.Result result = new FuzzRun(target, folder, each).run();
            System.out.printf(
                    Locale.ROOT,
                    "%-18s %,12d %10d %8d %12.1f  %s%n",
                    target.label(),
                    result.executions(),
                    result.coverage(),
                    result.corpus(),
                    result.slowestMillis(),
                    result.isClean() ? "none" : result.findings().isEmpty() ? "exit " + result.exitCode() : "some");
            if (!result.isClean()) {
                result.findings().forEach(file -> found.add(target.label() + ": " + file));
                found.add(target.label() + ": see " + folder.resolve("log"));
            }
        }
        found.forEach(line -> System.out.println("FOUND by " + line));
        return found.isEmpty();
    }

    private static String or(String value, String otherwise) {
        return value.isBlank() ? otherwise : value;
    }
}
