package io.actionstream.model.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {

    private static final Terminal PLAIN = new Terminal(false, false);

    @Test
    void shouldDrawInColourOnATerminal() {
        assertThat(Terminal.of(Map.of("TERM", "xterm-256color", "NO_COLOR", ""), true))
                .isEqualTo(new Terminal(true, true));
    }

    @Test
    void shouldDrawNothingInAFileOrPipe() {
        assertThat(Terminal.of(Map.of("TERM", "xterm-256color"), false)).isEqualTo(PLAIN);
    }

    @Test
    void shouldDrawNothingOnADumbTerminal() {
        assertThat(Terminal.of(Map.of("TERM", "dumb"), true)).isEqualTo(PLAIN);
        assertThat(Terminal.of(Map.of(), true)).isEqualTo(PLAIN);
    }

    @Test
    void shouldUseNoColourAgainstTheUsersWill() {
        assertThat(Terminal.of(Map.of("TERM", "xterm", "NO_COLOR", "1"), true)).isEqualTo(new Terminal(true, false));
    }
}
