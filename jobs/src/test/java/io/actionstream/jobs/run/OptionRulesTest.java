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
                "--enter=0.2 | --exit=0.3 must be at most --enter=0.2",
                "--events-topic=actions | --events-topic and --actions-topic are the same topic, actions",
            })
    void shouldRefuseEventsThatCannotBe(String option, String problem) {
        assertThatThrownBy(() -> OptionRules.check(RunOptions.parse(option), ClipSpec.TUTORIAL))
                .isInstanceOf(LaunchException.class)
                .hasMessage(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--stop-at=2026-01-02T00:00:00Z | --stop-at=2026-01-02T00:00:00Z needs a --start=TIME before it, or"
                        + " --start=earliest, not --start=committed",
                "--stop-at=2026-01-02T00:00:00Z --start=latest | --stop-at=2026-01-02T00:00:00Z needs a --start=TIME before"
                        + " it, or --start=earliest, not --start=latest",
                "--stop-at=2026-01-02T00:00:00Z --start=2026-01-02T01:00:00+01:00 | --stop-at=2026-01-02T00:00:00Z must be"
                        + " later than --start=2026-01-02T00:00:00Z",
                "--stop-at=2026-01-02T00:00:00Z --start=earliest --stop-at-end | --stop-at=2026-01-02T00:00:00Z and"
                        + " --stop-at-end cannot both say where to stop",
                "--output-suffix=-try --frames-topic=actions-try | --frames-topic and --actions-topic are the same topic,"
                        + " actions-try",
            })
    void shouldRefuseAStretchThatCannotBe(String options, String problem) {
        assertThatThrownBy(() -> OptionRules.check(RunOptions.parse(options.split(" ")), ClipSpec.TUTORIAL))
                .isInstanceOf(LaunchException.class)
                .hasMessage(problem.replaceAll(" +", " "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--start=2099-12-31T23:00:00Z", "--start=earliest --stop-at=2099-12-31T23:00:00Z"})
    void shouldRefuseATimeThatHasNotComeYet(String options) {
        assertThatThrownBy(() -> OptionRules.check(RunOptions.parse(options.split(" ")), ClipSpec.TUTORIAL))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("2099-12-31T23:00:00Z has not come yet: it is 20");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--start=2026-01-02T00:00:00Z --stop-at=2026-01-02T00:00:01Z",
                "--start=earliest --stop-at=2026-01-02T00:00:00Z --output-suffix=-try",
                "--start=2026-01-02T00:00:00Z",
                "--start=2026-01-02T00:00:00Z --stop-at-end",
            })
    void shouldTakeAStretch(String options) {
        assertThatCode(() -> OptionRules.check(RunOptions.parse(options.split(" ")), ClipSpec.TUTORIAL))
                .doesNotThrowAnyException();
    }

    private static void checkTransactions(String options) {
        RunOptions parsed =
                RunOptions.parse(Stream.of(options.strip().split(" ")).toArray(String[]::new));
        OptionRules.checkTransactions(parsed, JobEnvironment.of(parsed).getCheckpointConfig());
    }
}
