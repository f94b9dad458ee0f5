package io.actionstream.cluster.process;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/** Where the build has put what runs; Maven says it in system properties. */
public final class Installation {

    /** What the tests leave behind: logs, the broker's data, checkpoints. */
    public static final Path WORK = Path.of("target/cluster").toAbsolutePath();

    private static final Path JOBS = Path.of(System.getProperty("jobs", "../jobs/target"))
            .toAbsolutePath()
            .normalize();

    private Installation() {}

    /** The jar that is submitted. */
    static Path jobJar() {
        return JOBS.resolve("actionstream-job.jar");
    }

    /** Flink's {@code lib/}. */
    static String flink() {
        return Path.of("target/flink/lib").toAbsolutePath() + "/*";
    }

    /** The launcher, which brings a broker along. */
    static String kafka() {
        return JOBS.resolve("actionstream/lib") + "/*";
    }

    /** The launcher of the commands. */
    public static Path actionstream() {
        return JOBS.resolve("actionstream/bin/actionstream");
    }

    /** The launcher of the commands that train. */
    public static Path training() {
        return JOBS.resolve("../../training/target/bin/actionstream-training").normalize();
    }

    /** The settings of a broker that the documentation offers. */
    static Path brokerSettings() {
        return JOBS.resolve("../../docs/kafka.properties").normalize();
    }

    /** Broken images that the fuzzing found or might find. */
    public static Path knownImages() {
        return JOBS.resolve("../../fuzz/src/test/resources/corpus/pictures").normalize();
    }

    /**
     * Options of every process: what the libraries need opened, a log that is worth reading, and what spares the machine,
     * since processes here live for minutes and do little.
     */
    static List<String> javaOptions() {
        try {
            Path log4j = Path.of(
                    Installation.class.getResource("/log4j-process.properties").toURI());
            return List.of((System.getProperty("opens")
                            + " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dlog4j2.configurationFile=" + log4j.toUri())
                    .strip()
                    .split("\\s+"));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
