package io.actionstream.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.model.frame.FrameDecoder;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds that fuzzing begins with good input. */
class SeedsTest {

    @Test
    void shouldBeginWithPicturesThatCanBeDecoded() throws Exception {
        FrameDecoder decoder = new FrameDecoder(48, 64);
        for (Map.Entry<String, byte[]> picture : Pictures.all().entrySet()) {
            byte[] sample = new byte[48 * 64 * 3];
            decoder.decode(picture.getValue(), sample, 0);
            assertThat(sample).as(picture.getKey()).isNotEqualTo(new byte[sample.length]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadTheSeeds(Target target) throws IOException {
        assertThat(Seeds.of(target)).isNotEmpty();
        for (byte[] seed : Seeds.of(target).values()) {
            target.read(seed);
        }
    }

    @Test
    void shouldMakeTheSameMutationOfTheSameSeed() throws IOException {
        Map<String, byte[]> pictures = Pictures.all();

        assertThat(Mutation.of(7, pictures).bytes())
                .isEqualTo(Mutation.of(7, pictures).bytes())
                .isNotEqualTo(Mutation.of(8, pictures).bytes());
    }
}
