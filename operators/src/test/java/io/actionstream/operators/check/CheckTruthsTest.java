package io.actionstream.operators.check;

import static io.actionstream.operators.testing.CameraFixture.GATE;
import static io.actionstream.operators.testing.CameraFixture.origin;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.operators.records.Rejected;
import io.actionstream.operators.records.TrueAction;
import io.actionstream.operators.records.TruthRecord;
import io.actionstream.operators.testing.MetricsFixture;
import io.actionstream.operators.testing.RecordedMetrics;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckTruthsTest {

    private static final byte[] BYTES = {1, 2, 3};

    private static final long START = 1_764_000_000_000L;

    private final RecordedMetrics metrics = new RecordedMetrics();
    private OneInputStreamOperatorTestHarness<TruthRecord, TrueAction> harness;

    @BeforeEach
    void openHarness() throws Exception {
        harness = new OneInputStreamOperatorTestHarness<>(
                new ProcessOperator<>(new CheckTruths()), MetricsFixture.environment(metrics));
        harness.open();
    }

    @AfterEach
    void closeHarness() throws Exception {
        harness.close();
    }

    @Test
    void shouldPassATruth() throws Exception {
        check(START, START + 5400, "Biking");
        check(START, START, "\u00e9".repeat(127));

        assertThat(harness.extractOutputValues())
                .extracting(TrueAction::label)
                .containsExactly("Biking", "\u00e9".repeat(127));
        assertThat(rejected()).isEmpty();
    }

    @Test
    void shouldRejectWhatCannotBeReadUnchanged() throws Exception {
        harness.processElement(new TruthRecord(GATE, BYTES, null, "not JSON", origin(7)), 0);

        assertThat(harness.extractOutputValues()).isEmpty();
        assertThat(rejected())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(new Rejected(GATE, BYTES, "invalid-truth", "not JSON", origin(7)));
    }

    @Test
    void shouldCountRejectsByReason() throws Exception {
        check(START, START - 1, "Biking");
        check(START, START, "Biking");
        harness.processElement(new TruthRecord("", BYTES, null, "not JSON", origin(7)), 0);

        assertThat(metrics.count("reason=invalid-truth", "recordsRejected")).isEqualTo(1);
        assertThat(metrics.count("reason=invalid-camera", "recordsRejected")).isEqualTo(1);
    }

    @Test
    void shouldRejectATruthThatEndsBeforeItStarts() throws Exception {
        check(START, START - 1, "Biking");

        assertOnlyRejected("invalid-truth", "the end, 1763999999999, is before the start, 1764000000000");
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 1764000000000, 'the start, -1, is before 2000'",
        "1764000000, 1764000005, 'the start, 1764000000, is before 2000 and looks like seconds'",
        "1764000000000, 1764000005, 'the end, 1764000005, is before 2000 and looks like seconds'",
        "1764000000000, 1764000005400000, 'the end, 1764000005400000, is after 2100 and looks like microseconds'",
        "1764000000000000000, 1, 'the start, 1764000000000000000, is after 2100 and looks like nanoseconds'",
    })
    void shouldRejectTimesThatAreNotInMilliseconds(long start, long end, String problem) throws Exception {
        check(start, end, "Biking");

        assertOnlyRejected("invalid-truth", problem + "; milliseconds since 1970 are expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void shouldRejectABlankLabel(String label) throws Exception {
        check(START, START + 5400, label);

        assertOnlyRejected("invalid-truth", "the label is blank");
    }

    @Test
    void shouldRejectAnOverlongLabel() throws Exception {
        check(START, START + 5400, "\u00e9".repeat(128));

        assertOnlyRejected("invalid-truth", "the label has 256 bytes, more than 255");
    }

    @Test
    void shouldRejectALabelThatNoResultCouldCarry() throws Exception {
        check(START, START + 5400, "half \ud83d");

        assertOnlyRejected("invalid-truth", "the label contains half a character");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"*", "gate\n1", "gate\ufffd"})
    void shouldRejectAnInvalidCamera(String camera) throws Exception {
        harness.processElement(
                new TruthRecord(camera, BYTES, new TrueAction(camera, START, START + 5400, "Biking"), null, origin(7)),
                0);

        assertThat(harness.extractOutputValues()).isEmpty();
        assertThat(rejected()).extracting(Rejected::reason).containsExactly("invalid-camera");
        assertThat(rejected()).extracting(Rejected::camera).containsExactly(camera);
    }

    private void check(long start, long end, String label) throws Exception {
        harness.processElement(
                new TruthRecord(GATE, BYTES, new TrueAction(GATE, start, end, label), null, origin(7)), 0);
    }

    private void assertOnlyRejected(String reason, String detail) {
        assertThat(harness.extractOutputValues()).isEmpty();
        assertThat(rejected())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(new Rejected(GATE, BYTES, reason, detail, origin(7)));
    }

    private List<Rejected> rejected() {
        var side = harness.getSideOutput(CheckTruths.REJECTED);
        return side == null
                ? List.of()
                : side.stream().map(StreamRecord::getValue).toList();
    }
}
