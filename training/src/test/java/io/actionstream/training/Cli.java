package io.actionstream.training;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * A command line that ran in this process.
 *
 * @param exit its exit code
 * @param out what it printed
 * @param err what it printed about its way
 */
record Cli(int exit, String out, String err) {

    static Cli run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine =
                Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int exit = commandLine.execute(arguments);
        return new Cli(exit, out.toString(), err.toString());
    }
}
