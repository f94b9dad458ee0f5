package io.actionstream.model.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClipSpecTest {

    @ParameterizedTest
    @ValueSource(ints = {16, 112, 182, 224, 2048})
    void shouldTakeSidesOfAnyNetwork(int side) {
        assertThat(ClipSpec.TUTORIAL.withSize(side, 224).height()).isEqualTo(side);
        assertThat(ClipSpec.TUTORIAL.withSize(224, side).width()).isEqualTo(side);
    }

    @ParameterizedTest
    @ValueSource(ints = {-16, 0, 15, 2064})
    void shouldRefuseSidesOutOfRange(int side) {
        assertThatThrownBy(() -> ClipSpec.TUTORIAL.withSize(side, 224))
                .hasMessage("clip height must be between 16 and 2048, not " + side);
    }

    @Test
    void shouldHaveTheSamplesOfClipsOfAnotherSizeOrFit() {
        ClipSpec crop = ClipSpec.TUTORIAL.withSize(112, 112).withFit(Fit.crop(128));
        assertThat(crop.hasSamplesOf(ClipSpec.TUTORIAL)).isTrue();
        assertThat(ClipSpec.TUTORIAL.hasSamplesOf(crop)).isTrue();
        assertThat(crop.withInterval(80).hasSamplesOf(crop)).isFalse();
        assertThat(crop.withPadding(Padding.LAST).hasSamplesOf(crop)).isFalse();
    }

    @Test
    void shouldRefuseASampleThatIsLargerThanWhatItIsCutOutOf() {
        assertThatThrownBy(() -> ClipSpec.TUTORIAL.withFit(Fit.crop(128)))
                .hasMessage("shortSide must be at least the larger of height and width, 224, not 128");
    }
}
