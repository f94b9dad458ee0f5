package io.actionstream.operators.budget;

import static io.actionstream.operators.testing.CameraFixture.GATE;
import static io.actionstream.operators.testing.CameraFixture.end;
import static io.actionstream.operators.testing.CameraFixture.frame;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A camera's share of the budget is 100 bytes. */
class ByteBudgetTest {

    private final ByteBudget budget = new ByteBudget(1600);

    @Test
    void shouldAddUpWhatIsHeldOfEachCamera() {
        budget.set("a", 1000);
        budget.set("b", 600);
        budget.set("a", 1001);
        assertThat(budget.total()).isEqualTo(1601);

        budget.remove("b");
        budget.remove("b");
        assertThat(budget.total()).isEqualTo(1001);
    }

    @Test
    void shouldTakeFromACameraThatHasMoreThanAQuarter() {
        budget.set("a", 400);
        assertThat(budget.takeFrom("a")).isNull();

        budget.set("a", 401);
        assertThat(budget.takeFrom("a")).isEqualTo("a");
    }

    @Test
    void shouldHaveRoomForAnImageThatTakesAQuarterAndNoMore() {
        assertThat(ByteBudget.hasRoomFor(500, 4000)).isTrue();
        assertThat(ByteBudget.hasRoomFor(501, 4000)).isFalse();
    }

    @Test
    void shouldTakeNothingWithinTheBudget() {
        for (String camera : List.of("a", "b", "c", "d")) {
            budget.set(camera, 400);
        }
        assertThat(budget.takeFrom("d")).isNull();
        assertThat(budget.takeFrom("unknown")).isNull();
    }

    @Test
    void shouldTakeFromTheGreediestOfThoseWithMoreThanTheirShare() {
        budget.set("a", 101);
        budget.set("b", 1500);
        budget.set("c", 100);

        assertThat(budget.takeFrom("c")).isEqualTo("b");
    }

    @Test
    void shouldTakeFromTheNewestWhenNoneHasMoreThanItsShare() {
        for (int i = 0; i < 17; i++) {
            budget.set("camera-" + i, 95);
        }
        budget.set("silent", 0);
        budget.set("camera-3", 100);

        assertThat(budget.takeFrom("camera-3")).isEqualTo("camera-16");
    }

    @Test
    void shouldTakeACameraThatComesAgainForNew() {
        for (int i = 0; i < 17; i++) {
            budget.set("camera-" + i, 100);
        }
        budget.remove("camera-3");
        budget.set("camera-3", 100);

        assertThat(budget.takeFrom("camera-3")).isEqualTo("camera-3");
    }

    @Test
    void shouldCountWhatAFrameTakesBesidesItsImage() {
        assertThat(ByteBudget.bytesOf(frame(GATE, 1000))).isEqualTo(500 + "image 1000".length());
        assertThat(ByteBudget.bytesOf(end(GATE, 1000))).isEqualTo(500);
    }
}
