package io.actionstream.jobs.compare;

import io.actionstream.jobs.command.GracefulStop;
import io.actionstream.jobs.command.LaunchException;
import io.actionstream.jobs.kafka.Topics;
import io.actionstream.jobs.options.HelpOption;
import io.actionstream.jobs.options.KafkaOptions;
import io.actionstream.jobs.options.Stretch;
import io.actionstream.jobs.options.TopicOptions;
import io.actionstream.jobs.options.convert.PositiveIntConverter;
import io.actionstream.jobs.options.convert.TimeConverter;
import io.actionstream.jobs.options.convert.TopicSuffixConverter;
import io.actionstream.jobs.watch.ResultFeed;
import io.actionstream.jobs.watch.ResultListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows where the results of two jobs over the same frames differ. */
@Command(
        name = "compare",
        description =
                "Show where the actions and events of two jobs over the same frames differ, and which of the two was"
                        + " right. Reads what the topics hold when it starts.")
public final class CompareCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec command;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private TopicOptions topics;

    @Option(
            names = "--left-suffix",
            paramLabel = "SUFFIX",
            defaultValue = "",
            converter = TopicSuffixConverter.class,
            description = "The left results are in topics with this suffix. Default: none, the job's own")
    private String leftSuffix;

    @Option(
            names = "--right-suffix",
            paramLabel = "SUFFIX",
            defaultValue = "-try",
            converter = TopicSuffixConverter.class,
            description = "The right results are in topics with this suffix. Default: ${DEFAULT-VALUE}")
    private String rightSuffix;

    @Option(
            names = "--start",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Compare clips that start at this time of capture or later, and events that go on then:"
                    + " 2026-11-24T08:00:00+01:00 or milliseconds since 1970. Default: all")
    private Instant start;

    @Option(
            names = "--stop-at",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Compare clips and events that start before this time. Default: all")
    private Instant stopAt;

    @Option(
            names = "--max-records",
            paramLabel = "N",
            defaultValue = "1000000",
            converter = PositiveIntConverter.class,
            description =
                    "Most different clips, events and truths that are held in memory, each 100 to 400 bytes; beyond it"
                            + " the command fails. Default: ${DEFAULT-VALUE}")
    private int maxRecords;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the figures, and each clip and event that differs, as JSON. Default: only the tables")
    private Path json;

    @Override
    public Integer call() throws Exception {
        if (leftSuffix.equals(rightSuffix)) {
            throw refusal(
                    "--left-suffix=" + leftSuffix + " and --right-suffix=" + rightSuffix + " are the same results");
        }
        if (start != null && stopAt != null && !start.isBefore(stopAt)) {
            throw refusal("--stop-at=" + stopAt + " must be later than --start=" + start);
        }
        Topics.require(
                kafka,
                Stream.concat(results(leftSuffix).stream(), results(rightSuffix).stream())
                        .toList());
        return GracefulStop.call(this::compare);
    }

    private int compare() throws InterruptedException {
        var results = new Results(Stretch.between(start, stopAt), maxRecords);
        read(leftSuffix, results(leftSuffix), results.left());
        read(rightSuffix, results(rightSuffix), results.right());
        if (Topics.missing(kafka, List.of(topics.truth())).isEmpty()) {
            read("", List.of(topics.truth()), results.left());
        }
        ClipFigures clips = ClipCount.of(results);
        EventFigures events = EventFigures.of(
                results.left().events().values(), results.right().events().values());
        var text = new TextReport(command.commandLine().getOut());
        text.models(results.left().models(), results.right().models());
        text.clips(clips);
        text.truth(clips.truth());
        text.events(events);
        text.unreadable(results.unreadable());
        if (json != null) {
            writeJson(results, clips, events);
        }
        return ExitCode.OK;
    }

    private List<String> results(String suffix) {
        TopicOptions suffixed = topics.withOutputSuffix(suffix);
        return List.of(suffixed.actions(), suffixed.events());
    }

    private void read(String suffix, List<String> read, ResultListener listener) throws InterruptedException {
        try (var feed = ResultFeed.connect(kafka.consumerProperties(), topics.withOutputSuffix(suffix), read, true)) {
            while (!feed.atEnd()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                feed.poll(listener, Long.MAX_VALUE);
            }
        }
    }

    private void writeJson(Results results, ClipFigures clips, EventFigures events) {
        try {
            JsonReport.write(json, results, clips, events);
        } catch (IOException e) {
            throw new LaunchException("cannot write --json=" + json + ": " + e, e);
        }
    }

    private ParameterException refusal(String problem) {
        return new ParameterException(command.commandLine(), problem);
    }
}
