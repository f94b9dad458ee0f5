package io.actionstream.training;

import io.actionstream.model.console.Terminal;
import io.actionstream.model.console.Utf8Locale;
import io.actionstream.model.network.MallocTuning;
import io.actionstream.training.commands.Calibrate;
import io.actionstream.training.commands.Download;
import io.actionstream.training.commands.Evaluate;
import io.actionstream.training.commands.Generate;
import io.actionstream.training.commands.Inspect;
import io.actionstream.training.commands.Predict;
import io.actionstream.training.commands.Train;
import io.actionstream.training.commands.exchange.Export;
import io.actionstream.training.commands.exchange.Import;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;

/** The command line of the training jar. */
@Command(
        name = "actionstream-training",
        description = "Fetches data, trains and evaluates the action recogniser.",
        mixinStandardHelpOptions = true,
        version = "actionstream-training 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            Download.class,
            Generate.class,
            Train.class,
            Calibrate.class,
            Evaluate.class,
            Predict.class,
            Inspect.class,
            Import.class,
            Export.class
        })
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        Utf8Locale.ensure();
        System.exit(MallocTuning.call("command", () -> run(args)));
    }

    /** Runs a command: 0 when it did what it should, 1 when it could not, 2 when its options are wrong. */
    static int run(String... args) {
        return commandLine().execute(args);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setColorScheme(Help.defaultColorScheme(Terminal.hasColoursOnBoth() ? Help.Ansi.AUTO : Help.Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Main::report);
    }

    private static String message(Exception failure) {
        if (failure instanceof NoSuchFileException missing && missing.getReason() == null) {
            return "no such file: " + missing.getFile();
        }
        if (failure instanceof AccessDeniedException denied && denied.getReason() == null) {
            return "no permission for " + denied.getFile();
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    private static int report(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        err.println("error: " + message(failure));
        return failure instanceof IllegalArgumentException
                ? command.getCommandSpec().exitCodeOnInvalidInput()
                : command.getCommandSpec().exitCodeOnExecutionException();
    }
}
