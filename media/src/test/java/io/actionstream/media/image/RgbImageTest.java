package io.actionstream.media.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RgbImageTest {

    @ParameterizedTest
    @CsvSource({
        "2, 2, 2",
        "3, 2, 2",
        "2, 5, 2",
        "16, 10, 2",
        "21, 9, 2",
        "4, 4, 4",
        "7, 5, 4",
        "32, 12, 4",
        "8, 8, 8",
        "15, 9, 8",
        "33, 26, 8"
    })
    void shouldAverageSquaresRoundedToTheNearest(int width, int height, int factor) {
        byte[] pixels = new byte[width * height * 3];
        new Random(1).nextBytes(pixels);

        RgbImage averaged = new RgbImage(pixels, width, height).averaged(factor);

        assertThat(averaged.width()).isEqualTo(width / factor);
        assertThat(averaged.height()).isEqualTo(height / factor);
        for (int i = 0; i < averaged.pixels().length; i++) {
            int column = i / 3 % averaged.width();
            int row = i / 3 / averaged.width();
            double sum = 0;
            for (int y = row * factor; y < (row + 1) * factor; y++) {
                for (int x = column * factor; x < (column + 1) * factor; x++) {
                    sum += pixels[(y * width + x) * 3 + i % 3] & 0xFF;
                }
            }
            assertThat(averaged.pixels()[i] & 0xFF).as("byte %d", i).isEqualTo((int) Math.round(sum / factor / factor));
        }
    }

    @ParameterizedTest
    @CsvSource({"2", "4", "8"})
    void shouldKeepWhiteWhite(int factor) {
        byte[] white = new byte[16 * 16 * 3];
        Arrays.fill(white, (byte) 255);

        assertThat(new RgbImage(white, 16, 16).averaged(factor).pixels()).containsOnly(255);
    }

    @Test
    void shouldStayItselfWhenThereIsNothingToAverage() {
        RgbImage image = new RgbImage(new byte[15], 5, 1);

        assertThat(image.averaged(1)).isSameAs(image);
    }

    @Test
    void shouldRefuseSquaresThatItDoesNotHave() {
        RgbImage image = new RgbImage(new byte[8 * 3 * 3], 8, 3);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> image.averaged(4))
                .withMessage("a 8x3 picture has no square of 4 pixels a side");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> image.averaged(3))
                .withMessage("squares have a side of 2, 4 or 8 pixels, not 3");
    }

    @Test
    void shouldRefusePixelsOfAnotherSize() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RgbImage(new byte[10], 2, 2))
                .withMessage("10 bytes are not a 2x2 RGB picture");
    }
}
