package io.actionstream.media.frame;

import static io.actionstream.media.frame.TestImages.plain;
import static io.actionstream.media.frame.TestImages.png;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.actionstream.media.image.ImageLimits;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Padding;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClipDecoderTest {

    private static final ClipSpec SPEC = new ClipSpec(4, 600, 16, 16, Padding.BLACK);
    private static final byte[] BROKEN = "no image".getBytes();

    private final ClipDecoder decoder = new ClipDecoder(SPEC);

    @Test
    void shouldLayTheSamplesOutInTheOrderOfTheirPositions() {
        DecodedClip clip = decoder.decode(List.of(grey(1), grey(2), grey(3), grey(4)), new int[] {0, 1, 2, 3});

        assertThat(greys(clip)).containsExactly(1, 2, 3, 4);
        assertThat(clip.broken()).isEmpty();
    }

    @Test
    void shouldRepeatAnImageThatStandsAtSeveralPositions() {
        assertThat(greys(decoder.decode(List.of(grey(1), grey(2)), new int[] {0, 0, 1, 0})))
                .containsExactly(1, 1, 2, 1);
    }

    @Test
    void shouldPadWithBlack() {
        assertThat(greys(decoder.decode(List.of(grey(1), grey(2)), new int[] {0, 1, -1, -1})))
                .containsExactly(1, 2, 0, 0);
    }

    @Test
    void shouldPadWithTheLastSampleWhenTheClipSaysSo() {
        ClipDecoder repeating = new ClipDecoder(SPEC.withPadding(Padding.LAST));

        assertThat(greys(repeating.decode(List.of(grey(1), grey(2)), new int[] {0, 1, -1, -1})))
                .containsExactly(1, 2, 2, 2);
    }

    @Test
    void shouldRepeatThePreviousGoodSampleWhereAnImageIsBroken() {
        DecodedClip clip = decoder.decode(List.of(grey(1), BROKEN, grey(3)), new int[] {0, 1, 1, 2});

        assertThat(greys(clip)).containsExactly(1, 1, 1, 3);
        assertThat(clip.broken())
                .containsOnlyKeys(1)
                .extractingByKey(1)
                .asString()
                .contains("unknown-format");
    }

    @Test
    void shouldTakeTheNextGoodSampleWhenNoneStandsBefore() {
        DecodedClip clip = decoder.decode(List.of(BROKEN, new byte[0], grey(3)), new int[] {0, 1, 2, -1});

        assertThat(greys(clip)).containsExactly(3, 3, 3, 0);
        assertThat(clip.broken()).containsOnlyKeys(0, 1);
    }

    @Test
    void shouldPadWithTheLastGoodSampleWhenTheLastIsBroken() {
        ClipDecoder repeating = new ClipDecoder(SPEC.withPadding(Padding.LAST));

        assertThat(greys(repeating.decode(List.of(grey(1), BROKEN), new int[] {0, 1, -1, -1})))
                .containsExactly(1, 1, 1, 1);
    }

    @Test
    void shouldGiveNoPixelsWhenEveryImageIsBroken() {
        DecodedClip clip = decoder.decode(List.of(BROKEN, BROKEN), new int[] {0, 1, -1, -1});

        assertThat(clip.pixels()).isNull();
        assertThat(clip.broken()).containsOnlyKeys(0, 1);
    }

    @Test
    void shouldHoldImagesToTheLimits() {
        ClipDecoder strict = new ClipDecoder(SPEC, new ImageLimits(1 << 20, 10));

        assertThat(strict.decode(List.of(grey(1)), new int[] {0, 0, 0, 0}).broken())
                .extractingByKey(0)
                .asString()
                .startsWith("too-many-pixels");
    }

    @Test
    void shouldRefuseAClipOfAnotherLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> decoder.decode(List.of(grey(1)), new int[] {0}))
                .withMessage("a clip has 4 positions, not 1");
    }

    private static byte[] grey(int level) {
        return png(plain(16, 16, level << 16 | level << 8 | level));
    }

    /** The grey of each sample, which must be the same all over it. */
    private static int[] greys(DecodedClip clip) {
        assertThat(clip.pixels()).hasSize(SPEC.clipBytes());
        return IntStream.range(0, SPEC.frames())
                .map(frame -> {
                    int from = frame * SPEC.frameBytes();
                    byte[] sample = Arrays.copyOfRange(clip.pixels(), from, from + SPEC.frameBytes());
                    assertThat(sample).containsOnly(sample[0]);
                    return sample[0];
                })
                .toArray();
    }
}
