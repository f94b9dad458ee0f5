package io.actionstream.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.actionstream.media.frame.FrameScaler;
import io.actionstream.media.image.RgbImage;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Padding;
import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AugmentationTest {
    private static final ClipSpec SPEC = new ClipSpec(2, 600, 64, 64, Padding.BLACK);
    private static final Augmentation STRONG = new Augmentation(true, 0.2, 0.3, 0.3, 20, 0.2, 0.4, 0.5, 30, 0.2, 0.3);

    @Test
    void shouldScaleAsTheLiveJobWhenThereIsNoneToDraw() {
        byte[] drawn = apply(Augmentation.NONE.draw(SPEC, new SplittableRandom(1)), smooth(200, 150));
        assertThat(drawn).isEqualTo(scaled(smooth(200, 150)));
    }

    /** Away from the picture's edges, where a warp blends with black; at whole and at reduced size. */
    @ParameterizedTest
    @CsvSource({"80, 60", "64, 64", "128, 96", "160, 120", "320, 240", "640, 480"})
    void shouldPutAnUnchangedFrameWhereTheLiveJobPutsIt(int width, int height) {
        byte[] warped = apply(new Warp(SPEC, 1, 1, 0, 0, 0), smooth(width, height));
        byte[] wanted = scaled(smooth(width, height));
        for (int row = 10; row < 54; row++) {
            for (int column = 2; column < 62; column++) {
                int i = (row * 64 + column) * ClipSpec.CHANNELS;
                assertThat(warped[i] & 0xff)
                        .as("row %d, column %d", row, column)
                        .isCloseTo(wanted[i] & 0xff, within(2));
            }
        }
    }

    @Test
    void shouldMirrorByAFlip() {
        byte[] plain = apply(new Warp(SPEC, 1, 1, 0, 0, 0), smooth(64, 64));
        byte[] flipped = apply(new Warp(SPEC, -1, 1, 0, 0, 0), smooth(64, 64));
        assertThat(mirrored(flipped)).isEqualTo(plain);
    }

    @Test
    void shouldMirrorHalfOfTheClips() {
        Augmentation flips = new Augmentation(true, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        SplittableRandom random = new SplittableRandom(1);
        byte[] plain = apply(new Warp(SPEC, 1, 1, 0, 0, 0), smooth(64, 64));
        int same = 0;
        for (int clip = 0; clip < 100; clip++) {
            same += Arrays.equals(apply(flips.draw(SPEC, random), smooth(64, 64)), plain) ? 1 : 0;
        }
        assertThat(same).isBetween(35, 65);
    }

    @Test
    void shouldChangeAllFramesOfAClipAlike() {
        FrameTransform transform = STRONG.draw(SPEC, new SplittableRandom(3));
        assertThat(apply(transform, smooth(80, 60))).isEqualTo(apply(transform, smooth(80, 60)));
    }

    @Test
    void shouldChangeClipsDifferently() {
        SplittableRandom random = new SplittableRandom(3);
        assertThat(apply(STRONG.draw(SPEC, random), smooth(80, 60)))
                .isNotEqualTo(apply(STRONG.draw(SPEC, random), smooth(80, 60)));
    }

    @Test
    void shouldLeaveWhatStandsAroundAFrameBlack() {
        Colour bright = new Colour(0.6, 50, 1.5, 0.3);
        byte[] rgb = {0, 0, 0, 10, 20, 30};
        bright.apply(rgb, 0, rgb.length);
        assertThat(rgb).startsWith(0, 0, 0);
        assertThat(rgb[3] & 0xff).isGreaterThan(80);
    }

    @Test
    void shouldKeepColoursWithinBounds() {
        byte[] rgb = {(byte) 250, (byte) 250, (byte) 250, 5, 5, 5};
        new Colour(1.5, 20, 1, 0).apply(rgb, 0, rgb.length);
        assertThat(rgb).containsExactly(255, 255, 255, 0, 0, 0);
    }

    @Test
    void shouldLeaveColoursThatNothingChanges() {
        byte[] rgb = {10, 20, 30, (byte) 200, 7, 90};
        new Colour(1, 0, 1, 0).apply(rgb, 0, rgb.length);
        assertThat(rgb).containsExactly(10, 20, 30, 200, 7, 90);
    }

    @Test
    void shouldTakeAllColourAtNoSaturation() {
        byte[] rgb = {100, 100, 100, (byte) 200, 0, 0};
        new Colour(1, 0, 0, 1).apply(rgb, 0, rgb.length);
        assertThat(rgb).containsExactly(100, 100, 100, 60, 60, 60); // 0.299 of 200
    }

    @Test
    void shouldTurnHuesButNotGreysOrHowLightAPixelIs() {
        byte[] rgb = {100, 100, 100, 120, 80, 60};
        new Colour(1, 0, 1, Math.PI / 2).apply(rgb, 0, rgb.length);
        assertThat(rgb).startsWith(100, 100, 100);
        assertThat(rgb[4]).as("green, once red has turned away").isGreaterThan(rgb[3]);
        assertThat(0.299 * rgb[3] + 0.587 * rgb[4] + 0.114 * rgb[5])
                .isCloseTo(0.299 * 120 + 0.587 * 80 + 0.114 * 60, within(1.0));
    }

    @Test
    void shouldDrawIntervalsWithinTheSpeed() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100; i++) {
            assertThat(STRONG.drawInterval(SPEC, random)).isBetween(461, 781);
        }
        assertThat(Augmentation.NONE.drawInterval(SPEC, random)).isEqualTo(600);
    }

    @Test
    void shouldNameAnAmountThatMakesNoSense() {
        assertThatThrownBy(() -> new Augmentation(false, 0, -0.5, 0, 0, 0, 0, 0, 0, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("zoom", "-0.5");
    }

    private static byte[] apply(FrameTransform transform, RgbImage frame) {
        byte[] sample = new byte[SPEC.frameBytes()];
        transform.apply(frame, sample, 0);
        return sample;
    }

    private static byte[] scaled(RgbImage frame) {
        return apply(new FrameScaler(64, 64)::scale, frame);
    }

    /** A picture without edges finer than a pixel of any sample. */
    private static RgbImage smooth(int width, int height) {
        Random random = new Random(2);
        double[] phases = random.doubles(3).map(phase -> phase * Math.PI).toArray();
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < rgb.length; i++) {
            double x = (i / 3 % width) / (double) width;
            double y = (i / 3 / width) / (double) height;
            rgb[i] = (byte) (128 + 60 * Math.sin(5 * x + phases[i % 3]) + 60 * Math.cos(4 * y + phases[i % 3]));
        }
        return new RgbImage(rgb, width, height);
    }

    private static byte[] mirrored(byte[] rgb) {
        byte[] mirrored = new byte[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            int pixel = i / 3;
            int other = pixel / 64 * 64 + 63 - pixel % 64;
            mirrored[other * 3 + i % 3] = rgb[i];
        }
        return mirrored;
    }
}
