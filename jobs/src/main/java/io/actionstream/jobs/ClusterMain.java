package io.actionstream.jobs;

import io.actionstream.jobs.command.LaunchException;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine.ExitCode;

/**
 * The entry of the job jar on a cluster: {@link Launcher}, but what goes wrong is thrown and fails the submission, since
 * the process belongs to Flink and must not be ended.
 */
public final class ClusterMain {

    private ClusterMain() {}

    public static void main(String... arguments) {
        StringWriter messages = new StringWriter();
        int exitCode = Launcher.execute(new PrintWriter(System.out, true), new PrintWriter(messages, true), arguments);
        if (exitCode != ExitCode.OK) {
            throw new LaunchException(messages.toString().strip());
        }
    }
}
