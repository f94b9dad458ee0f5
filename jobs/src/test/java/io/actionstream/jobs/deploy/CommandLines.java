package io.actionstream.jobs.deploy;

import io.actionstream.jobs.Launcher;
import io.actionstream.jobs.options.PassThrough;
import picocli.CommandLine;
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

    /** The default of an option, as the help shows it. */
    static String defaultOf(String command, String option) {
        return new CommandLine(new Launcher())
                .getSubcommands()
                .get(command)
                .getCommandSpec()
                .findOption(option)
                .defaultValue();
    }
}
