package io.actionstream.training.commands;

import picocli.CommandLine.Option;

/** The number of videos that are read at a time. */
public final class ReadingOptions {
    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "threads that read videos (default: the number of cores)")
    private int threads = Runtime.getRuntime().availableProcessors();

    int threads() {
        if (threads < 1) {
            throw new IllegalArgumentException("--threads must be at least 1, not " + threads);
        }
        return threads;
    }
}
