package io.actionstream.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Jazzer calls, in a process of its own for each target. It keeps the slowest input. */
public final class Fuzzer {
    /** The system property that names the {@link Target}. */
    static final String TARGET = "fuzz.target";
    /** The system property that names the folder for the slowest input and its time. */
    static final String FOLDER = "fuzz.folder";

    static final String SLOWEST_INPUT = "slowest";
    static final String SLOWEST_NANOS = "slowest-nanos";

    private static final Target CHOSEN = Target.valueOf(System.getProperty(TARGET));
    private static final Path WHERE = Path.of(System.getProperty(FOLDER));

    private static long slowest;

    private Fuzzer() {}

    /** Loads what the target needs, so that the first input's time is its own; the name is Jazzer's. */
    public static void fuzzerInitialize() throws IOException {
        for (byte[] seed : Seeds.of(CHOSEN).values()) {
            CHOSEN.read(seed);
        }
    }

    /** Reads one input; the name and parameter are Jazzer's. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        long nanos = read(input);
        if (nanos > slowest) {
            nanos = Math.min(nanos, read(input)); // the first time may have been the compiler's or the collector's
        }
        if (nanos > slowest) {
            slowest = nanos;
            Files.write(WHERE.resolve(SLOWEST_INPUT), input);
            Files.writeString(WHERE.resolve(SLOWEST_NANOS), Long.toString(nanos));
        }
    }

    private static long read(byte[] input) throws IOException {
        long start = System.nanoTime();
        CHOSEN.read(input);
        return System.nanoTime() - start;
    }
}
