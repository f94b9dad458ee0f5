package io.actionstream.jobs.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionstream.jobs.command.LaunchException;
import io.actionstream.jobs.options.RunOptions;
import io.actionstream.model.clip.ClipSpec;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionRulesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--checkpoint-interval=10m | --checkpoint-interval=600000ms | 600000",
                "--checkpoint-interval=5m --kafka.transaction.timeout.ms=300000 | --checkpoint-interval=300000ms | 300000",
                "--kafka.transaction.timeout.ms=9999 | --checkpoint-interval=10000ms | 9999",
                "--flink.execution.checkpointing.interval=20min | --flink.execution.checkpointing.interval=1200000ms | 600000",
                "--flink.execution.checkpointing.min-pause=15min | execution.checkpointing.min-pause=900000ms | 600000",
            })
    void shouldRefuseCheckpointsFurtherApartThanATransactionIsLong(String options, String setting, String timeout) {
        assertThatThrownBy(() -> checkTransactions(options + " --delivery=exactly-once"))
                .isInstanceOf(LaunchException.class)
                .hasMessage(setting + " must be shorter than a transaction of --delivery=exactly-once,"
                        + " --kafka.transaction.timeout.ms=" + timeout);
        assertThatCode(() -> checkTransactions(options)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--checkpoint-interval=599s",
                "--checkpoint-interval=10m --kafka.transaction.timeout.ms=600001",
                "--checkpoint-interval=20m --flink.execution.checkpointing.interval=10s",
            })
    void shouldGoByTheSettingThatWins(String options) {
        assertThatCode(() -> checkTransactions(options + " --delivery=exactly-once"))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldGoByTheConfigurationOfTheClusterWhereItWins() {
        var cluster = new Configuration();
        cluster.setString("execution.checkpointing.interval", "20 min");
        var env = StreamExecutionEnvironment.getExecutionEnvironment(cluster);

        assertThatThrownBy(() -> OptionRules.checkTransactions(
                        RunOptions.parse("--delivery=exactly-once"), env.getCheckpointConfig()))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("=1200000ms");
    }

    @Test
    void shouldNameATransactionTimeoutThatIsNoNumber() {
        assertThatThrownBy(() -> checkTransactions("--kafka.transaction.timeout.ms=10m --delivery=exactly-once"))
                .isInstanceOf(LaunchException.class)
                .hasMessage("--kafka.transaction.timeout.ms=10m is no number of milliseconds");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--exit=0 | --exit=0.0 must be above 0, for no event would end",
                "--enter=0.3 | --exit=0.4 must be at most --enter=0.3",
                "--events-topic=actions | --events-topic and --actions-topic are the same topic, actions",
            })
    void shouldRefuseEventsThatCannotBe(String option, String problem) {
        assertThatThrownBy(() -> OptionRules.check(RunOptions.parse(option), ClipSpec.TUTORIAL))
                .isInstanceOf(LaunchException.class)
                .hasMessage(problem);
    }

    private static void checkTransactions(String options) {
        RunOptions parsed =
                RunOptions.parse(Stream.of(options.strip().split(" ")).toArray(String[]::new));
        OptionRules.checkTransactions(parsed, JobEnvironment.of(parsed).getCheckpointConfig());
    }
}
