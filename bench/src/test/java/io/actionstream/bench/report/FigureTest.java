package io.actionstream.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FigureTest {

    @Test
    void shouldDivideAFigureByItsYardstick() {
        assertThat(Figure.beside("rate", 90, "clips/s", "the network alone", 100)
                        .ratio())
                .isEqualTo(0.9);
    }

    @Test
    void shouldDivideTheYardstickByATimeThatIsToBeLess() {
        Figure time = Figure.beside("inference", 20, "ms", "conv3d", 100).wanting(Goal.timesFaster(4));

        assertThat(time.ratio()).isEqualTo(5);
        assertThat(time.goal().isMet(time.ratio())).isTrue();
    }

    @Test
    void shouldMeetALeastAtItsBoundAndNotBelow() {
        assertThat(Goal.atLeast(0.85).isMet(0.85)).isTrue();
        assertThat(Goal.atLeast(0.85).isMet(0.849)).isFalse();
        assertThat(Goal.timesFaster(2).isMet(1.99)).isFalse();
    }

    @Test
    void shouldMeetAMostAtItsBoundAndNotAbove() {
        assertThat(Goal.atMost(1.3).isMet(1.3)).isTrue();
        assertThat(Goal.atMost(1.3).isMet(1.31)).isFalse();
    }

    @Test
    void shouldMeetNoGoalWithoutAYardstick() {
        double ratio = Figure.of("rate", 90, "clips/s").wanting(Goal.atLeast(0)).ratio();

        assertThat(ratio).isNaN();
        assertThat(Goal.atLeast(0).isMet(ratio)).isFalse();
    }
}
