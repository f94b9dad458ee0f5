package io.actionstream.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.media.frame.ClipDecoder;
import io.actionstream.model.clip.ClipSpec;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    @Test
    void shouldHaveAPictureThatDecodes() {
        var clip = new ClipDecoder(ClipSpec.TUTORIAL)
                .decode(Collections.nCopies(10, WarmUp.picture()), new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9});

        assertThat(clip.broken()).isEmpty();
    }
}
