package io.actionstream.media.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.media.image.BrokenImageException;
import io.actionstream.media.image.Plane;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegReductionTest {

    /**
     * Of noise, the last coefficient of many blocks is not zero, so that no code ends them. What follows may look like one, and is
     * the next block's.
     */
    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void shouldPassOverBlocksThatHaveTheirLastCoefficient(int reduction) throws BrokenImageException {
        Random random = new Random(3);
        byte[] levels = new byte[320 * 240];
        random.nextBytes(levels);
        byte[] jpeg = new TestJpeg(320, 240, (component, x, y) -> levels[y * 320 + x] & 0xFF, 0x11)
                .step(20)
                .encode();

        Plane whole = plane(jpeg, 1);
        Plane reduced = plane(jpeg, reduction);

        for (int y = 0; y < 240 / 8; y++) {
            for (int x = 0; x < 320 / 8; x++) {
                assertThat(mean(reduced, x, y, 8 / reduction))
                        .isBetween(mean(whole, x, y, 8) - 2, mean(whole, x, y, 8) + 2);
            }
        }
    }

    private static Plane plane(byte[] jpeg, int reduction) throws BrokenImageException {
        List<Plane> planes = new JpegDecoder(1 << 20).decode(jpeg, 0, reduction).planes();
        return planes.get(0);
    }

    private static double mean(Plane plane, int left, int top, int side) {
        double sum = 0;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                sum += plane.values()[plane.row(top * side + y) + plane.column(left * side + x)];
            }
        }
        return sum / (side * side);
    }
}
