package io.actionstream.model.avx512;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegPlanTest {
    private static final JpegLayout.Component COLOUR = new JpegLayout.Component(1, 1, 1, 1);
    private static final int WORDS = 4;

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 3, 5", "4, 17, 4", "8, 20, 15", "8, 33, 2"})
    void shouldGiveEachBlockAPlaceOfItsOwn(int points, int across, int down) {
        JpegLayout layout = layout(points, across, down);
        JpegPlan plan = new JpegPlan(layout);

        int[] places = IntStream.range(0, layout.blocks())
                .map(block -> plan.blocks()[block * WORDS])
                .toArray();

        assertThat(places).hasSize(across * down * 6).doesNotHaveDuplicates();
        assertThat(Arrays.stream(places).max().orElseThrow())
                .isLessThanOrEqualTo(plan.coefficientBytes() - InverseDct.groupBytes(points) + 2 * 15);
    }

    @Test
    void shouldPutBlocksThatAreSideBySideInOneGroup() {
        JpegPlan plan = new JpegPlan(layout(4, 20, 2));

        assertThat(plan.groups(0)).isEqualTo(3); // 40 blocks
        assertThat(plan.groups(1)).isEqualTo(2);
        assertThat(plan.stride(0)).isEqualTo(3 * 16 * 4);
        int[] blocks = plan.blocks();
        assertThat(blocks[WORDS] - blocks[0]).isEqualTo(Short.BYTES); // to the right
        assertThat(blocks[2 * WORDS] - blocks[0]).isEqualTo(3 * InverseDct.groupBytes(4)); // below
    }

    @Test
    void shouldRefuseMoreThanCanBeAddressed() {
        JpegLayout layout = layout(8, 4096, 1024);

        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> new JpegPlan(layout));
    }

    private static JpegLayout layout(int points, int across, int down) {
        return new JpegLayout(points, across, down, List.of(new JpegLayout.Component(2, 2, 0, 0), COLOUR, COLOUR));
    }
}
