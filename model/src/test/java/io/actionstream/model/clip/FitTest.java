package io.actionstream.model.clip;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class FitTest {

    @Test
    void shouldHaveRoomInACropForASampleOfItsSize() {
        assertThatCode(() -> Fit.crop(224).requireRoomFor(224, 112)).doesNotThrowAnyException();
        assertThatCode(() -> Fit.crop(128, 171).requireRoomFor(128, 171)).doesNotThrowAnyException();
        assertThatCode(() -> Fit.LETTERBOX.requireRoomFor(2048, 2048)).doesNotThrowAnyException();
        assertThatCode(() -> Fit.STRETCH.requireRoomFor(2048, 2048)).doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseASampleLargerThanTheScaledPicture() {
        assertThatIllegalArgumentException().isThrownBy(() -> Fit.crop(224).requireRoomFor(112, 225));
        assertThatIllegalArgumentException().isThrownBy(() -> Fit.crop(128, 171).requireRoomFor(129, 112));
        assertThatIllegalArgumentException().isThrownBy(() -> Fit.crop(128, 171).requireRoomFor(112, 172));
    }

    @Test
    void shouldRefuseACropWithoutOneSize() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fit(Fit.Mode.CROP, 0, 0, 0))
                .withMessage("the fit crop needs either shortSide or resize");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fit(Fit.Mode.CROP, 128, 128, 171))
                .withMessage("the fit crop needs either shortSide or resize");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fit.crop(128, 0))
                .withMessage("the fit's resize width must be between 1 and 4096, not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fit.crop(4097))
                .withMessage("the fit's shortSide must be between 1 and 4096, not 4097");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fit.crop(-1))
                .withMessage("the fit's shortSide must be between 1 and 4096, not -1");
    }

    @Test
    void shouldRefuseASizeWithoutACrop() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fit(Fit.Mode.LETTERBOX, 224, 0, 0))
                .withMessage("only the fit crop has a shortSide or a resize");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fit(Fit.Mode.STRETCH, 0, 128, 171))
                .withMessage("only the fit crop has a shortSide or a resize");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fit(null, 0, 0, 0))
                .withMessage("clip fit is missing");
    }
}
