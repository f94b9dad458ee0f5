package io.actionstream.jobs.options;

import picocli.CommandLine.Option;

/** The topics. */
public final class TopicOptions {

    @Option(
            names = "--frames-topic",
            paramLabel = "TOPIC",
            defaultValue = "frames",
            description = "Camera frames. Default: ${DEFAULT-VALUE}")
    private String frames;

    @Option(
            names = "--actions-topic",
            paramLabel = "TOPIC",
            defaultValue = "actions",
            description = "One record for each classified clip. Default: ${DEFAULT-VALUE}")
    private String actions;

    @Option(
            names = "--events-topic",
            paramLabel = "TOPIC",
            defaultValue = "events",
            description = "Actions that begin, go on and end. Default: ${DEFAULT-VALUE}")
    private String events;

    @Option(
            names = "--accuracy-topic",
            paramLabel = "TOPIC",
            defaultValue = "accuracy",
            description = "Rolling accuracy by camera and over all. Default: ${DEFAULT-VALUE}")
    private String accuracy;

    @Option(
            names = "--rejected-topic",
            paramLabel = "TOPIC",
            defaultValue = "rejected",
            description = "What could not be used, and why. Default: ${DEFAULT-VALUE}")
    private String rejected;

    @Option(
            names = "--truth-topic",
            paramLabel = "TOPIC",
            defaultValue = "truth",
            description = "True actions that come later than the frames. Default: ${DEFAULT-VALUE}")
    private String truth;

    @Option(
            names = "--models-topic",
            paramLabel = "TOPIC",
            defaultValue = "models",
            description = "Announced checkpoints; created with one partition. Default: ${DEFAULT-VALUE}")
    private String models;

    /** The same topics, with a suffix at the names of those that a job writes to, and of models. */
    public TopicOptions withOutputSuffix(String suffix) {
        var suffixed = new TopicOptions();
        suffixed.frames = frames;
        suffixed.actions = actions + suffix;
        suffixed.events = events + suffix;
        suffixed.accuracy = accuracy + suffix;
        suffixed.rejected = rejected + suffix;
        suffixed.truth = truth;
        suffixed.models = models + suffix;
        return suffixed;
    }

    public String frames() {
        return frames;
    }

    public String actions() {
        return actions;
    }

    public String events() {
        return events;
    }

    public String accuracy() {
        return accuracy;
    }

    public String rejected() {
        return rejected;
    }

    public String truth() {
        return truth;
    }

    public String models() {
        return models;
    }
}
