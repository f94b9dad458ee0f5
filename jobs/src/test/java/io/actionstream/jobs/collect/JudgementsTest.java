package io.actionstream.jobs.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionstream.jobs.command.LaunchException;
import io.actionstream.operators.records.TrueAction;
import org.junit.jupiter.api.Test;

class JudgementsTest {

    private final Judgements judgements = new Judgements(100);

    @Test
    void shouldKnowTheLabelThatCoversMoreThanHalf() {
        judge(0, 6_000, "Squats");

        assertThat(judgements.of("gate", 0, 5_400)).contains("Squats");
        assertThat(judgements.of("gate", 3_500, 8_000)).contains("Squats");
        assertThat(judgements.of("gate", 4_000, 8_000)).isEmpty();
        assertThat(judgements.of("gate", 7_000, 12_400)).isEmpty();
        assertThat(judgements.of("other", 0, 5_400)).isEmpty();
    }

    @Test
    void shouldLetTheLastJudgementCount() {
        judge(0, 5_400, "Squats");
        judge(0, 5_400, "Bowing");

        assertThat(judgements.of("gate", 0, 5_400)).contains("Bowing");
    }

    @Test
    void shouldKeepWhatALaterJudgementDoesNotCover() {
        judge(0, 30_000, "Squats");
        judge(10_000, 20_000, "Bowing");

        assertThat(judgements.of("gate", 0, 9_000)).contains("Squats");
        assertThat(judgements.of("gate", 11_000, 19_000)).contains("Bowing");
        assertThat(judgements.of("gate", 21_000, 30_000)).contains("Squats");
    }

    @Test
    void shouldLetALaterJudgementCoverSeveral() {
        judge(0, 1_000, "A");
        judge(2_000, 3_000, "B");
        judge(4_000, 6_000, "C");
        judge(500, 5_000, "D");

        assertThat(judgements.of("gate", 0, 500)).contains("A");
        assertThat(judgements.of("gate", 500, 5_000)).contains("D");
        assertThat(judgements.of("gate", 5_000, 6_000)).contains("C");
    }

    @Test
    void shouldAddUpPartsOfTheSameLabel() {
        judge(0, 1_000, "A");
        judge(4_000, 7_000, "A");
        judge(1_000, 4_000, "B");

        assertThat(judgements.of("gate", 0, 6_000)).isEmpty();
        assertThat(judgements.of("gate", 0, 6_500)).contains("A");
    }

    @Test
    void shouldTakeAMomentForAMillisecond() {
        judge(1_000, 1_000, "A");

        assertThat(judgements.of("gate", 1_000, 1_000)).contains("A");
        assertThat(judgements.of("gate", 999, 999)).isEmpty();
    }

    @Test
    void shouldPassOverWhatIsNoStretchOfACamera() {
        judgements.add(new TrueAction(null, 0, 10, "A"));
        judgements.add(new TrueAction("gate", 10, 5, "A"));
        judgements.add(new TrueAction("gate", -10, 5, "A"));

        assertThat(judgements.of("gate", 0, 10)).isEmpty();
    }

    @Test
    void shouldRefuseMoreThanItMayHold() {
        for (int i = 0; i < 100; i++) {
            judge(i * 10, i * 10 + 5, "A");
        }

        assertThatThrownBy(() -> judge(5_000, 5_005, "A"))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("more than 100");
    }

    private void judge(long start, long end, String label) {
        judgements.add(new TrueAction("gate", start, end, label));
    }
}
