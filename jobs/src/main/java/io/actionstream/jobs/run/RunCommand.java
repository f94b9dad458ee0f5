package io.actionstream.jobs.run;

import io.actionstream.jobs.options.HelpOption;
import io.actionstream.jobs.options.RunOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the job: in this process, or in the cluster that this was submitted to. */
@Command(
        name = "run",
        description = "Run the job: frames in, actions and accuracy out. Started as a plain program it brings its own"
                + " Flink; submitted with 'flink run' it uses the cluster.")
public final class RunCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Mixin
    private RunOptions options;

    @Override
    public Integer call() throws Exception {
        KafkaJob.prepare(options).execute("actionstream");
        return 0;
    }
}
