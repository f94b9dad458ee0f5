package io.actionstream.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.actionstream.training.evaluate.Calibration.Bin;
import io.actionstream.training.evaluate.Evaluation.Judged;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private static final List<String> LABELS = List.of("A", "B");

    private final List<Judged> samples = new ArrayList<>();

    @Test
    void shouldWeighEachBinsGapByItsSamples() {
        sure(0.9f, true);
        sure(0.9f, true);
        sure(0.9f, false);
        sure(0.6f, false);

        Calibration calibration = Calibration.of(new Evaluation(LABELS, samples));

        double gaps = 3 * (0.9 - 2 / 3.0) + 0.6;
        assertThat(calibration.expectedError()).isCloseTo(gaps / 4, within(1e-6));
        assertThat(calibration.bins()).extracting(Bin::samples).containsExactly(1, 3);
        assertThat(calibration.bins().get(1).accuracy()).isEqualTo(2 / 3.0);
        assertThat(calibration.bins().get(1).confidence()).isCloseTo(0.9, within(1e-6));
        assertThat(calibration.bins().get(1).from()).isEqualTo(13 / 15.0);
        assertThat(calibration.bins().get(1).to()).isEqualTo(14 / 15.0);
    }

    @Test
    void shouldFindNoErrorWhereConfidenceIsAccuracy() {
        for (int i = 0; i < 4; i++) {
            sure(0.75f, i > 0);
        }
        assertThat(Calibration.of(new Evaluation(LABELS, samples)).expectedError())
                .isCloseTo(0, within(1e-6));
    }

    @Test
    void shouldPutACertainAnswerInTheLastBin() {
        sure(1, true);
        Calibration calibration = Calibration.of(new Evaluation(LABELS, samples));
        assertThat(calibration.bins()).containsExactly(new Bin(14 / 15.0, 1, 1, 1, 1));
    }

    @Test
    void shouldSayWhatEachThresholdGives() {
        sure(0.95f, true);
        sure(0.8f, true);
        sure(0.7f, false);
        sure(0.55f, true);

        List<Threshold> thresholds = Threshold.of(new Evaluation(LABELS, samples));

        assertThat(thresholds).hasSize(20);
        assertThat(thresholds.get(0)).isEqualTo(new Threshold(0, 1, 0.75));
        assertThat(thresholds.get(12)).isEqualTo(new Threshold(0.6, 0.75, 2 / 3.0));
        assertThat(thresholds.get(15)).isEqualTo(new Threshold(0.75, 0.5, 1.0));
        assertThat(thresholds.get(18)).isEqualTo(new Threshold(0.9, 0.25, 1.0));
    }

    @Test
    void shouldGiveNoPrecisionWhereNothingIsAnswered() {
        sure(0.6f, true);
        assertThat(Threshold.of(new Evaluation(LABELS, samples)).get(19)).isEqualTo(new Threshold(0.95, 0, null));
    }

    private void sure(float confidence, boolean right) {
        samples.add(new Judged("v.avi", right ? 0 : 1, new float[] {confidence, 1 - confidence}));
    }
}
