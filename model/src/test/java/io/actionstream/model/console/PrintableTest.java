package io.actionstream.model.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n", "\r", "\u001b", "\u0000", "\u007f", "\u0085", "\u009b", "\u061c", "\u200e", "\u200f", "\u2028",
                "\u2029", "\u202a", "\u202e", "\u2066", "\u2069"
            })
    void shouldReplaceWhatCouldForgeALineOrSteerATerminal(String unsafe) {
        assertThat(Printable.of("a" + unsafe + "b")).isEqualTo("a?b");
    }

    @Test
    void shouldLeaveOrdinaryTextAlone() {
        assertThat(Printable.of("Tür 3, \u4e2d\u6587 \ud83d\ude00 ${x} %s"))
                .isEqualTo("Tür 3, \u4e2d\u6587 \ud83d\ude00 ${x} %s");
        assertThat(Printable.of((String) null)).isEqualTo("null");
    }

    @Test
    void shouldCutALongText() {
        assertThat(Printable.of("x".repeat(2000))).hasSize(1000);
    }

    @Test
    void shouldCleanTheMessagesOfAFailureAndKeepItsStack() {
        var failure = new IllegalStateException("one\n\u001b[2J", new IOException("two\r\nthree"));
        var text = new StringWriter();

        Exception printable = Printable.of(failure);
        printable.printStackTrace(new PrintWriter(text));

        assertThat(printable.getStackTrace()).isEqualTo(failure.getStackTrace());
        assertThat(text.toString())
                .startsWith("java.lang.IllegalStateException: one??[2J")
                .contains("Caused by: java.io.IOException: two??three")
                .doesNotContain("\u001b");
    }
}
