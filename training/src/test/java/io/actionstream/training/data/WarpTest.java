package io.actionstream.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.actionstream.media.image.RgbImage;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Padding;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarpTest {
    private static final int WIDTH = 48;
    private static final int HEIGHT = 32;
    private static final ClipSpec SPEC = new ClipSpec(2, 600, HEIGHT, WIDTH, Padding.BLACK);

    /** Of any shape, smaller and larger than a sample, turned by any angle, mirrored, shifted in part or quite out. */
    @ParameterizedTest
    @CsvSource({
        "48, 32, 1, 1, 0, 0, 0",
        "48, 32, 1, 1, 0, 3.25, -2.5",
        "48, 32, -1, 1, 0, 0.3, 0",
        "57, 41, 1.2, 0.9, 0.3, 4, -3",
        "41, 57, -0.8, 1.1, 2.5, -7, 5",
        "23, 9, 1, 1, 1.5707963267948966, 0, 0",
        "23, 9, 0.5, 0.5, -3, 0.1, 0.2",
        "1, 1, 1, 1, 0.2, 0, 0",
        "2, 30, 1, 1, 0.1, 0, 0",
        "30, 2, 1, 1, -0.1, 0, 0",
        "90, 70, 1.1, 1, 0.2, 1, 2",
        "200, 131, 0.9, -1, -0.4, 1, 2",
        "1000, 3, 1, 1, 0.05, 0, 0",
        "50, 40, 4, 4, 1, 0, 0",
        "50, 40, 1, 1, 0, 49, 0",
        "50, 40, 1, 1, 0, -20, -33"
    })
    void shouldInterpolateBetweenTheFourPixelsAround(
            int width, int height, double scaleX, double scaleY, double angle, double shiftX, double shiftY) {
        RgbImage frame = noise(width, height);
        Warp warp = new Warp(SPEC, scaleX, scaleY, angle, shiftX, shiftY);
        byte[] target = new byte[SPEC.frameBytes() + 2];
        Arrays.fill(target, (byte) 77);

        warp.apply(frame, target, 1);

        double[] wanted = defined(frame, warp);
        for (int i = 0; i < wanted.length; i++) {
            assertThat((double) (target[i + 1] & 0xFF)).as("byte %d", i).isCloseTo(wanted[i], within(2.5));
        }
        assertThat(target).as("bytes around the sample").startsWith(77).endsWith(77);
    }

    @Test
    void shouldKeepEveryPixelWhenNothingChanges() {
        RgbImage frame = noise(WIDTH, HEIGHT);
        byte[] target = new byte[SPEC.frameBytes()];

        new Warp(SPEC, 1, 1, 0, 0, 0).apply(frame, target, 0);

        assertThat(target).isEqualTo(frame.pixels());
    }

    /** For each pixel of the sample, the point that the change takes there. */
    private static double[] defined(RgbImage frame, Warp warp) {
        double fit = Math.min((double) WIDTH / frame.width(), (double) HEIGHT / frame.height());
        int reduction = 1;
        while (reduction < 8
                && fit * reduction * 2 <= 1
                && frame.width() >= 2 * reduction
                && frame.height() >= 2 * reduction) {
            reduction *= 2;
        }
        RgbImage image = frame.averaged(reduction);
        double[] sample = new double[SPEC.frameBytes()];
        for (int i = 0; i < sample.length; i++) {
            double right = i / 3 % WIDTH + 0.5 - WIDTH / 2.0 - warp.shiftX();
            double down = i / 3 / WIDTH + 0.5 - HEIGHT / 2.0 - warp.shiftY();
            double turnedRight = Math.cos(warp.angle()) * right + Math.sin(warp.angle()) * down;
            double turnedDown = Math.cos(warp.angle()) * down - Math.sin(warp.angle()) * right;
            double x = (frame.width() / 2.0 + turnedRight / warp.scaleX() / fit) / reduction - 0.5;
            double y = (frame.height() / 2.0 + turnedDown / warp.scaleY() / fit) / reduction - 0.5;
            sample[i] = bilinear(image, x, y, i % 3);
        }
        return sample;
    }

    private static double bilinear(RgbImage image, double x, double y, int channel) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double above = mix(level(image, left, top, channel), level(image, left + 1, top, channel), x - left);
        double below = mix(level(image, left, top + 1, channel), level(image, left + 1, top + 1, channel), x - left);
        return mix(above, below, y - top);
    }

    private static double mix(double from, double to, double share) {
        return from * (1 - share) + to * share;
    }

    private static double level(RgbImage image, int column, int row, int channel) {
        boolean inside = column >= 0 && column < image.width() && row >= 0 && row < image.height();
        return inside ? image.pixels()[(row * image.width() + column) * 3 + channel] & 0xFF : 0;
    }

    private static RgbImage noise(int width, int height) {
        byte[] pixels = new byte[width * height * 3];
        new Random(4).nextBytes(pixels);
        return new RgbImage(pixels, width, height);
    }
}
