package io.actionstream.page.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BudgetTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // which may overflow
    private final Budget budget = new Budget(1000, nanos::get);

    @Test
    void shouldSaveOneSecondAtMost() {
        wait(10_000);
        budget.spend(1000);
        assertThat(budget.debtMillis()).isZero();

        budget.spend(1);
        assertThat(budget.debtMillis()).isEqualTo(1);
    }

    @Test
    void shouldTellHowLongToWaitForWhatWasSpent() {
        budget.spend(3000);
        assertThat(budget.debtMillis()).isEqualTo(2000);

        wait(1500);
        assertThat(budget.debtMillis()).isEqualTo(500);

        wait(500);
        assertThat(budget.debtMillis()).isZero();
    }

    private void wait(int millis) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
