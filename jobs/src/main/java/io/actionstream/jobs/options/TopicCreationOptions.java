package io.actionstream.jobs.options;

import io.actionstream.jobs.options.convert.PositiveIntConverter;
import picocli.CommandLine.Option;

/** Options of creating topics that are missing. */
public final class TopicCreationOptions {

    @Option(
            names = "--create-topics",
            paramLabel = "true|false",
            arity = "1",
            defaultValue = "true",
            description = "Create the topics that are missing. Default: ${DEFAULT-VALUE}")
    private boolean create;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            converter = PositiveIntConverter.class,
            description = "Partitions of a created topic; that of models has one. Default: ${DEFAULT-VALUE}")
    private int partitions;

    public boolean create() {
        return create;
    }

    public int partitions() {
        return partitions;
    }
}
