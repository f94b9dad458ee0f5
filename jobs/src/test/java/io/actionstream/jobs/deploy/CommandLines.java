package io.actionstream.jobs.deploy;

import io.actionstream.jobs.Launcher;
import io.actionstream.jobs.options.PassThrough;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Reads command lines as the launcher does, without running them. */
final class CommandLines {

    private CommandLines() {}

    /** The command, with its options; fails for a command or an option that does not exist, and for a wrong value. */
    static ParseResult parse(String... arguments) {
        return new CommandLine(new Launcher())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs(PassThrough.expand(arguments))
                .subcommand();
    }

    /** Whether a command has an option. */
    static boolean has(String command, String option) {
        return command(command).findOption(option) != null;
    }

    /** The default of a command's option, as it would be typed. */
    static String defaultOf(String command, String option) {
        return command(command).findOption(option).defaultValue();
    }

    private static CommandSpec command(String name) {
        return new CommandLine(new Launcher()).getSubcommands().get(name).getCommandSpec();
    }
}
