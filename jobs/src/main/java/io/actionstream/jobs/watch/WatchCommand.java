package io.actionstream.jobs.watch;

import io.actionstream.jobs.command.GracefulStop;
import io.actionstream.jobs.kafka.Topics;
import io.actionstream.jobs.options.HelpOption;
import io.actionstream.jobs.options.KafkaOptions;
import io.actionstream.jobs.options.OutputOptions;
import io.actionstream.jobs.options.TopicOptions;
import io.actionstream.jobs.options.convert.PositiveIntConverter;
import io.actionstream.model.console.Terminal;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the results as they come. */
@Command(name = "watch", description = "Show events as they come, until Ctrl-C.")
public final class WatchCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec command;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private TopicOptions topics;

    @Mixin
    private OutputOptions output;

    @Option(
            names = "--clips",
            description = "Show each clip's label, and the accuracy. Default: events, which begin and end")
    private boolean clips;

    @Option(
            names = "--from-beginning",
            description = "Show what the topics hold already, too. Default: only what is new")
    private boolean fromBeginning;

    @Option(
            names = "--max-messages",
            paramLabel = "N",
            converter = PositiveIntConverter.class,
            description = "Stop after so many records. Default: go on")
    private Integer maxMessages;

    @Option(
            names = "--plain",
            description =
                    "A line for each record; of the accuracy, for all cameras only. Default: a table, when this is a terminal")
    private boolean plain;

    @Override
    public Integer call() throws Exception {
        Topics.require(kafka, watched());
        return GracefulStop.call(this::watch);
    }

    private TopicOptions topics() {
        return topics.withOutputSuffix(output.suffix());
    }

    private List<String> watched() {
        return clips ? List.of(topics().actions(), topics().accuracy()) : List.of(topics().events());
    }

    private int watch() throws InterruptedException {
        PrintWriter out = command.commandLine().getOut();
        Marks marks = Marks.of(Charset.defaultCharset());
        try (var feed = ResultFeed.connect(kafka.consumerProperties(), topics(), watched(), fromBeginning)) {
            if (plain || !Terminal.ofOutput().movesCursor()) {
                follow(feed, new PlainView(out, marks, ZoneId.systemDefault()), () -> {});
            } else if (!clips) {
                var table = new EventTableView(out, ZoneId.systemDefault());
                follow(feed, table, table::draw);
            } else {
                var table = new TableView(out, marks);
                follow(feed, table, table::draw);
            }
        }
        return ExitCode.OK;
    }

    private void follow(ResultFeed feed, ResultListener view, Runnable draw) throws InterruptedException {
        long left = maxMessages == null ? Long.MAX_VALUE : maxMessages;
        while (left > 0 && isRead()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            left -= feed.poll(view, left);
            draw.run();
        }
    }

    /** False when whoever read the output has gone, as {@code head} does after its lines; writing tells nothing. */
    private boolean isRead() {
        return !command.commandLine().getOut().checkError();
    }
}
