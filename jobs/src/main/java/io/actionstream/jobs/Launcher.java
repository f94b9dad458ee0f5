package io.actionstream.jobs;

import io.actionstream.jobs.demo.DemoCommand;
import io.actionstream.jobs.options.PassThrough;
import io.actionstream.jobs.publish.PublishCommand;
import io.actionstream.jobs.run.RunCommand;
import io.actionstream.jobs.watch.WatchCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/**
 * The command line. Exit codes: 0 for success, 1 when something failed on the way, 2 for wrong options.
 */
@Command(
        name = "actionstream",
        description = "Recognises human actions in live video: camera frames in, action labels out.",
        mixinStandardHelpOptions = true,
        subcommands = {RunCommand.class, PublishCommand.class, WatchCommand.class, DemoCommand.class})
public final class Launcher {

    public static void main(String... arguments) {
        int exitCode = commandLine().execute(PassThrough.expand(arguments));
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    /** The commands, as the tests run them too. */
    static CommandLine commandLine() {
        return new CommandLine(new Launcher())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Launcher::explain);
    }

    private static int explain(Exception failure, CommandLine command, ParseResult arguments) {
        PrintWriter messages = command.getErr();
        if (failure instanceof LaunchException) {
            messages.println("actionstream " + command.getCommandName() + ": " + failure.getMessage());
        } else {
            failure.printStackTrace(messages);
        }
        messages.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }
}
