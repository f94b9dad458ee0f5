package io.actionstream.model.avx512;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StemSumsTest {
    private static final int ROWS = Phase.OF_ROWS.get(0).step();
    private static final int PIXELS = 2 * ROWS - 1;

    @Test
    void shouldAddUpThePartsOfRowsToTheConvolution() {
        int[] pixels = new Random(1).ints(PIXELS, 0, 256).toArray();
        int[] taps = new Random(2).ints(StemConvolution.KERNEL, -99, 100).toArray();
        assertThat(addedUp(pixels, taps)).containsExactly(convolution(pixels, taps));
    }

    @Test
    void shouldTakeFewerProductsThanTheConvolution() {
        assertThat(Phase.taps(Phase.OF_ROWS)).isEqualTo(26).isLessThan(ROWS * StemConvolution.KERNEL / 2);
        assertThat(Phase.taps(Phase.OF_COLUMNS)).isEqualTo(11).isLessThan(2 * StemConvolution.KERNEL);
    }

    @Test
    void shouldNameTheOutputsThatAPartIsAddedTo() {
        assertThat(Phase.OF_COLUMNS).extracting(Phase::outputs).containsExactly(List.of(0, 1), List.of(0), List.of(1));
    }

    private static int[] addedUp(int[] pixels, int[] taps) {
        StemSums sums = new StemSums(ROWS);
        int[] waiting = new int[sums.places()];
        int[] rows = new int[ROWS];
        for (StemSums.Step step : sums.steps()) {
            int sum = products(Phase.OF_ROWS.get(step.part()), pixels, taps);
            if (step.waiting() != StemSums.NONE) {
                sum += waiting[step.waiting()];
            }
            for (StemSums.Store store : step.stores()) {
                waiting[store.to()] = sum + (store.added() == StemSums.NONE ? 0 : waiting[store.added()]);
            }
            if (step.row() != StemSums.NONE) {
                rows[step.row()] = sum;
            }
        }
        return rows;
    }

    private static int products(Phase part, int[] pixels, int[] taps) {
        int sum = 0;
        for (int k = 0; k < part.taps().size(); k++) {
            int shift = k * part.step();
            int pixel = part.added().stream().mapToInt(i -> pixels[i + shift]).sum()
                    - part.subtracted().stream()
                            .mapToInt(i -> pixels[i + shift])
                            .sum();
            sum += pixel
                    * part.taps().get(k).stream().mapToInt(tap -> taps[tap]).sum();
        }
        return sum;
    }

    private static int[] convolution(int[] pixels, int[] taps) {
        int[] rows = new int[ROWS];
        Arrays.setAll(rows, row -> {
            int sum = 0;
            for (int tap = 0; tap < taps.length; tap++) {
                sum += taps[tap] * pixels[row + tap];
            }
            return sum;
        });
        return rows;
    }
}
