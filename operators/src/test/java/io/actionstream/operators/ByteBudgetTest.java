package io.actionstream.operators;

import static io.actionstream.operators.CameraFixture.GATE;
import static io.actionstream.operators.CameraFixture.end;
import static io.actionstream.operators.CameraFixture.frame;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A camera's share of the budget is 100 bytes. */
class ByteBudgetTest {

    private final ByteBudget budget = new ByteBudget(1600);

    @Test
    void shouldAddUpWhatIsHeldOfEachCamera() {
        budget.set("a", 1000);
        budget.set("b", 600);
        assertThat(budget.isExceeded()).isFalse();

        budget.set("a", 1001);
        assertThat(budget.isExceeded()).isTrue();

        budget.remove("b");
        assertThat(budget.total()).isEqualTo(1001);
        budget.remove("b");
        assertThat(budget.total()).isEqualTo(1001);
    }

    @Test
    void shouldTakeFromTheGreediestOfThoseWithMoreThanTheirShare() {
        budget.set("a", 101);
        budget.set("b", 1500);
        budget.set("c", 100);

        assertThat(budget.first()).isEqualTo("b");
    }

    @Test
    void shouldTakeFromTheNewestWhenNoneHasMoreThanItsShare() {
        budget.set("a", 100);
        budget.set("b", 10);
        budget.set("c", 0);
        budget.set("a", 99);

        assertThat(budget.first()).isEqualTo("b");
    }

    @Test
    void shouldTakeACameraThatComesAgainForNew() {
        budget.set("a", 10);
        budget.set("b", 10);
        budget.remove("a");
        budget.set("a", 10);

        assertThat(budget.first()).isEqualTo("a");
    }

    @Test
    void shouldCountWhatAFrameTakesBesidesItsImage() {
        assertThat(ByteBudget.bytesOf(frame(GATE, 1000))).isEqualTo(500 + "image 1000".length());
        assertThat(ByteBudget.bytesOf(end(GATE, 1000))).isEqualTo(500);
    }
}
