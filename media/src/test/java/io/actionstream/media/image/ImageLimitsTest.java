package io.actionstream.media.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ImageLimitsTest {

    @Test
    void shouldDefaultToEightMebibytesAndSixteenMegapixels() {
        assertThat(ImageLimits.DEFAULT).isEqualTo(new ImageLimits(8_388_608, 16_777_216));
    }

    @Test
    void shouldNameTheFieldThatIsOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageLimits(0, 1))
                .withMessage("image maxBytes must be at least 1, not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageLimits(1, -5))
                .withMessage("image maxPixels must be at least 1, not -5");
    }
}
