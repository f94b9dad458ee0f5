package io.actionstream.jobs;

import io.actionstream.jobs.collect.CollectCommand;
import io.actionstream.jobs.command.LaunchException;
import io.actionstream.jobs.compare.CompareCommand;
import io.actionstream.jobs.demo.DemoCommand;
import io.actionstream.jobs.models.ModelsCommand;
import io.actionstream.jobs.options.DiscreetRefusal;
import io.actionstream.jobs.options.HelpOption;
import io.actionstream.jobs.options.PassThrough;
import io.actionstream.jobs.page.PageCommand;
import io.actionstream.jobs.publish.PublishCommand;
import io.actionstream.jobs.run.RunCommand;
import io.actionstream.jobs.watch.WatchCommand;
import io.actionstream.model.console.Terminal;
import io.actionstream.model.console.Utf8Locale;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParseResult;

/**
 * The command line. Exit codes: 0 for success, 1 when something failed on the way, 2 for wrong options.
 */
@Command(
        name = "actionstream",
        description = "Recognises human actions in live video: camera frames in, action labels out.",
        subcommands = {
            RunCommand.class,
            PublishCommand.class,
            WatchCommand.class,
            ModelsCommand.class,
            CompareCommand.class,
            CollectCommand.class,
            PageCommand.class,
            DemoCommand.class
        })
public final class Launcher {

    private static final int HELP_COLUMNS = 100;

    @Mixin
    private HelpOption help;

    public static void main(String... arguments) {
        Utf8Locale.ensure();
        int exitCode = execute(new PrintWriter(System.out, true), new PrintWriter(System.err, true), arguments);
        if (exitCode != ExitCode.OK) {
            System.exit(exitCode);
        }
    }

    /** Runs a command, and returns its exit code. */
    public static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        var command = new CommandLine(new Launcher());
        return command.setOut(out)
                .setErr(err)
                .setColorScheme(Help.defaultColorScheme(Terminal.hasColoursOnBoth() ? Help.Ansi.AUTO : Help.Ansi.OFF))
                .setUsageHelpWidth(HELP_COLUMNS)
                .setUseSimplifiedAtFiles(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new DiscreetRefusal(command.getParameterExceptionHandler()))
                .setExecutionExceptionHandler(Launcher::explain)
                .execute(PassThrough.expand(arguments));
    }

    private static int explain(Exception failure, CommandLine command, ParseResult arguments) {
        PrintWriter messages = command.getErr();
        if (failure instanceof LaunchException) {
            messages.println("actionstream " + command.getCommandName() + ": " + failure.getMessage());
        } else {
            failure.printStackTrace(messages);
        }
        messages.flush();
        return ExitCode.SOFTWARE;
    }
}
