package io.actionstream.operators;

import static io.actionstream.operators.CameraFixture.GATE;
import static io.actionstream.operators.CameraFixture.origin;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.operators.records.Rejected;
import io.actionstream.operators.records.TrueAction;
import io.actionstream.operators.records.TruthRecord;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckTruthsTest {

    private static final byte[] BYTES = {1, 2, 3};

    private OneInputStreamOperatorTestHarness<TruthRecord, TrueAction> harness;

    @BeforeEach
    void openHarness() throws Exception {
        harness = ProcessFunctionTestHarnesses.forProcessFunction(new CheckTruths());
    }

    @AfterEach
    void closeHarness() throws Exception {
        harness.close();
    }

    @Test
    void shouldPassATruth() throws Exception {
        check(1000, 6400, "Biking");
        check(1000, 1000, "\u00e9".repeat(127));

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
    void shouldRejectATruthThatEndsBeforeItStarts() throws Exception {
        check(1000, 999, "Biking");

        assertOnlyRejected("invalid-truth", "the end, 999, is before the start, 1000");
    }

    @Test
    void shouldRejectATruthFromBeforeTime() throws Exception {
        check(-1, 999, "Biking");

        assertOnlyRejected("invalid-truth", "the start, -1, is before 1970");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void shouldRejectABlankLabel(String label) throws Exception {
        check(1000, 6400, label);

        assertOnlyRejected("invalid-truth", "the label is blank");
    }

    @Test
    void shouldRejectAnOverlongLabel() throws Exception {
        check(1000, 6400, "\u00e9".repeat(128));

        assertOnlyRejected("invalid-truth", "the label has 256 bytes, more than 255");
    }

    @Test
    void shouldRejectALabelThatNoResultCouldCarry() throws Exception {
        check(1000, 6400, "half \ud83d");

        assertOnlyRejected("invalid-truth", "the label contains half a character");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"*", "gate\n1", "gate\ufffd"})
    void shouldRejectAnInvalidCamera(String camera) throws Exception {
        harness.processElement(
                new TruthRecord(camera, BYTES, new TrueAction(camera, 1000, 6400, "Biking"), null, origin(7)), 0);

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
