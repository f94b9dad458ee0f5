package io.actionstream.page.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.actionstream.model.clip.CaptureTime;
import io.actionstream.page.picture.PictureStore;
import io.actionstream.page.state.PageState;
import io.actionstream.page.state.StateLimits;
import io.actionstream.page.state.Truth;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class JudgementsTest {

    private static final long NOW = 1_764_000_000_000L;
    private static final long UNDO = 10_000;

    private final AtomicLong clock = new AtomicLong(NOW);
    private final PageState state = new PageState(StateLimits.DEFAULT, new PictureStore(1 << 20), clock::get);
    private final List<Truth> written = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final Judgements judgements = new Judgements(state, this::write, UNDO, clock::get);

    @BeforeEach
    void knowACamera() {
        state.frame("gate", NOW);
    }

    @AfterEach
    void close() {
        judgements.close();
    }

    @Test
    void shouldHandAJudgementOnWhenItCannotBeUndoneAnyMore() {
        Judgement judgement = judgements.add("gate", NOW - 6000, NOW, "Squats");
        assertThat(judgement.until()).isEqualTo(NOW + UNDO);
        assertThat(written).isEmpty();

        clock.addAndGet(UNDO);
        awaitWritten(1);
        assertThat(written).containsExactly(new Truth(NOW - 6000, NOW, "Squats"));
        assertThat(judgements.undo(judgement.id())).isFalse();
        assertThat(judgements.latest()).extracting(Judgement::written).containsExactly(true);
    }

    @Test
    void shouldUndo() {
        Judgement judgement = judgements.add("gate", NOW - 6000, NOW, "Squats");

        assertThat(judgements.undo(judgement.id())).isTrue();
        assertThat(judgements.undo(judgement.id())).isFalse();
        assertThat(judgements.undo("no such id")).isFalse();
        judgements.close();
        assertThat(written).isEmpty();
    }

    @Test
    void shouldHandOnWhatWaitsWhenThePageCloses() {
        judgements.add("gate", NOW - 6000, NOW, "Squats");
        judgements.close();

        assertThat(written).hasSize(1);
    }

    @Test
    void shouldTryAgainWhenAJudgementCouldNotBeHandedOn() {
        failures.set(1);
        judgements.add("gate", NOW - 6000, NOW, "Squats");
        clock.addAndGet(UNDO);
        await(() -> failures.get() == 0);
        await(() -> !judgements.latest().get(0).written());

        clock.addAndGet(UNDO);
        awaitWritten(1);
    }

    @Test
    void shouldTellTheLastOnesNewestFirst() {
        for (int i = 0; i < 60; i++) {
            judgements.add("gate", NOW + i, NOW + i, "Squats");
        }

        assertThat(judgements.latest())
                .hasSize(50)
                .first()
                .extracting(Judgement::start)
                .isEqualTo(NOW + 59);
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> judgements.add("hall", NOW, NOW, "Squats"));
        assertThatIllegalArgumentException().isThrownBy(() -> judgements.add("gate", NOW, NOW - 1, "Squats"));
        assertThatIllegalArgumentException().isThrownBy(() -> judgements.add("gate", 0, NOW, "Squats"));
        assertThatIllegalArgumentException().isThrownBy(() -> judgements.add("gate", NOW, NOW + 3_600_001, "Squats"));
        long after2100 = CaptureTime.TO.toEpochMilli();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> judgements.add("gate", after2100 - 1, after2100, "Squats"));
        assertThatIllegalArgumentException().isThrownBy(() -> judgements.add("gate", NOW, NOW, " "));
        assertThatIllegalArgumentException().isThrownBy(() -> judgements.add("gate", NOW, NOW, "a\nb"));
        assertThatIllegalArgumentException().isThrownBy(() -> judgements.add("gate", NOW, NOW, "x".repeat(256)));
    }

    @Test
    void shouldBoundHowManyWait() {
        for (int i = 0; i < 1000; i++) {
            judgements.add("gate", NOW, NOW, "Squats");
        }

        assertThatIllegalStateException().isThrownBy(() -> judgements.add("gate", NOW, NOW, "Squats"));
    }

    private void write(String camera, Truth truth) {
        assertThat(camera).isEqualTo("gate");
        if (failures.get() > 0) {
            failures.decrementAndGet();
            throw new IllegalStateException("no broker");
        }
        written.add(truth);
    }

    private void awaitWritten(int count) {
        await(() -> written.size() == count);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
