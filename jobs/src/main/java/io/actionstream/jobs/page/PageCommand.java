package io.actionstream.jobs.page;

import io.actionstream.jobs.command.GracefulStop;
import io.actionstream.jobs.kafka.Topics;
import io.actionstream.jobs.options.HelpOption;
import io.actionstream.jobs.options.KafkaOptions;
import io.actionstream.jobs.options.OutputOptions;
import io.actionstream.jobs.options.TopicOptions;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Serves the live page. Nothing of the module {@code page} stands in signatures here: the job jar has this class, but not that
 * module.
 */
@Command(
        name = "page",
        description =
                "Serve the live page, which shows what the cameras do, until Ctrl-C. It is fed by the topics alone"
                        + " and stores nothing.")
public final class PageCommand implements Callable<Integer> {

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

    @Mixin
    private PageOptions page;

    @Override
    public Integer call() throws Exception {
        var start = new PageStart(kafka, topics.withOutputSuffix(output.suffix()), page, output.suffix());
        return GracefulStop.call(() -> serve(start));
    }

    private int serve(PageStart start) throws InterruptedException {
        Set<String> missing = Topics.missing(kafka, start.topics());
        try (var page = start.serve()) {
            say(page.address(), missing);
            new CountDownLatch(1).await(); // until Ctrl-C
        }
        return ExitCode.OK;
    }

    private void say(URI address, Set<String> missing) {
        PrintWriter out = command.commandLine().getOut();
        out.println("The live page is at " + address);
        if (!missing.isEmpty()) {
            out.println("It waits for topics that are not there yet: " + String.join(", ", missing));
        }
        out.flush();
    }
}
