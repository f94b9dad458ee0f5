package io.actionstream.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandLineTest {
    static Stream<String> commands() {
        return Main.commandLine().getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldExplainEveryCommandAndOption(String command) {
        Cli cli = Cli.run(command, "--help");
        assertThat(cli.exit()).isZero();
        assertThat(cli.out()).startsWith("Usage: actionstream-training " + command);
        Main.commandLine()
                .getSubcommands()
                .get(command)
                .getCommandSpec()
                .options()
                .forEach(option -> {
                    assertThat(cli.out()).contains(option.longestName());
                    assertThat(option.description()).as(option.longestName()).isNotEmpty();
                });
    }

    @Test
    void shouldListItsCommandsWhenAskedForNone() {
        assertThat(Cli.run("--help").out()).contains(commands().toList());
        assertThat(Cli.run().exit()).isEqualTo(2);
        assertThat(Cli.run().err()).contains("Missing required subcommand", "evaluate");
    }
}
