package io.actionstream.jobs.testing;

import io.actionstream.jobs.Launcher;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What a command line left behind. */
public record Console(int exitCode, String out, String err) {

    /** Runs a command in this process. */
    public static Console run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = Launcher.execute(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Console(exitCode, out.toString(), err.toString());
    }
}
