package io.actionstream.jobs.command;

import io.actionstream.model.console.Printable;
import java.io.PrintWriter;
import java.util.Locale;

/** Prints tables of a command's report, whose strings may come from topics and are made {@link Printable}. */
public final class TablePrinter {

    private final PrintWriter out;
    private final int mostLines;

    /**
     * Begins a report.
     *
     * @param mostLines the most lines of a table
     */
    public TablePrinter(PrintWriter out, int mostLines) {
        this.out = out;
        this.mostLines = mostLines;
    }

    /** Prints as {@link String#format} does, without spaces at the ends of lines. */
    public void print(String format, Object... values) {
        Object[] printable = values.clone();
        for (int i = 0; i < printable.length; i++) {
            printable[i] = printable[i] instanceof String text ? Printable.of(text) : printable[i];
        }
        out.print(String.format(Locale.ROOT, format, printable).replaceAll(" +(?=\\R)", ""));
        out.flush();
    }

    /** Ends a table that would have had so many lines. */
    public void more(int lines) {
        if (lines > mostLines) {
            print("and %d more%n", lines - mostLines);
        }
    }
}
