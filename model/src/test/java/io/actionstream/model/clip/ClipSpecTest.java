package io.actionstream.model.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClipSpecTest {

    @ParameterizedTest
    @ValueSource(ints = {16, 112, 224, 2048})
    void shouldTakeSidesThatHalveFourTimes(int side) {
        assertThat(ClipSpec.TUTORIAL.withSize(side, 224).height()).isEqualTo(side);
        assertThat(ClipSpec.TUTORIAL.withSize(224, side).width()).isEqualTo(side);
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 100, 225})
    void shouldRefuseSidesThatDoNot(int side) {
        assertThatThrownBy(() -> ClipSpec.TUTORIAL.withSize(side, 224))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("clip height must be a multiple of 16, not " + side);
        assertThatThrownBy(() -> ClipSpec.TUTORIAL.withSize(224, side))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("clip width must be a multiple of 16, not " + side);
    }

    @ParameterizedTest
    @ValueSource(ints = {-16, 0, 15, 2064})
    void shouldRefuseSidesOutOfRange(int side) {
        assertThatThrownBy(() -> ClipSpec.TUTORIAL.withSize(side, 224))
                .hasMessage("clip height must be between 16 and 2048, not " + side);
    }
}
