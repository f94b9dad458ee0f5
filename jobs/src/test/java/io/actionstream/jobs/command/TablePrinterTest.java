package io.actionstream.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TablePrinterTest {

    private final StringWriter printed = new StringWriter();
    private final TablePrinter table = new TablePrinter(new PrintWriter(printed), 2);

    @Test
    void shouldPrintStringsWithoutControlCharactersAndLinesWithoutSpacesAtTheirEnds() {
        table.print("%-10s %5.1f %-10s%n%-4s%n", "a\u001b[1m", 1.25, "b", "");

        assertThat(printed.toString()).isEqualToNormalizingNewlines("a?[1m        1.3 b\n\n");
    }

    @Test
    void shouldTellHowManyLinesATableLeavesOut() {
        table.more(2);
        assertThat(printed.toString()).isEmpty();

        table.more(5);
        assertThat(printed.toString()).isEqualToNormalizingNewlines("and 3 more\n");
    }
}
