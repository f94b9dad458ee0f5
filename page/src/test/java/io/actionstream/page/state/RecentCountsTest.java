package io.actionstream.page.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RecentCountsTest {

    private final RecentCounts counts = new RecentCounts(1000, 3);

    @Test
    void shouldCountTheLastSteps() {
        counts.add("a", 0);
        counts.add("a", 1000);
        counts.add("b", 3500);

        assertThat(counts.byName(3500)).isEqualTo(Map.of("a", 1, "b", 1));
        assertThat(counts.byName(9000)).isEmpty();
    }

    @Test
    void shouldNotCountForNowWhatComesLate() {
        counts.add("a", 9000);
        counts.add("a", 1000);
        counts.add("a", 8000);

        assertThat(counts.byName(9000)).isEqualTo(Map.of("a", 2));
    }

    @Test
    void shouldBoundItsNames() {
        for (int i = 0; i < 200; i++) {
            counts.add("name-" + i, 0);
        }

        assertThat(counts.byName(0)).hasSizeLessThan(70).containsKey(RecentCounts.OTHER);
        assertThat(counts.byName(0).values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(200);
    }
}
