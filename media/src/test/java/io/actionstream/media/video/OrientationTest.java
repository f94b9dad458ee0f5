package io.actionstream.media.video;

import static io.actionstream.media.video.TestVideos.HEIGHT;
import static io.actionstream.media.video.TestVideos.WIDTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.media.image.RgbImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.javacpp.IntPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures with a white square in their first corner, and where it comes to lie. */
class OrientationTest {
    private static final int SQUARE = 16;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, 1, 64, 48, 0, 0",
        "-1, 0, 0, 1, 64, 48, 63, 0",
        "1, 0, 0, -1, 64, 48, 0, 47",
        "-1, 0, 0, -1, 64, 48, 63, 47",
        "0, 1, -1, 0, 48, 64, 47, 0",
        "0, -1, 1, 0, 48, 64, 0, 63",
        "0, 1, 1, 0, 48, 64, 0, 0",
        "0, -1, -1, 0, 48, 64, 47, 63",
        "-0.5, 0, 0, 0.5, 64, 48, 63, 0",
        "0.005, 1, -1, 0.005, 48, 64, 47, 0"
    })
    void shouldShowAVideoAsItsDisplayMatrixSays(
            double a, double b, double c, double d, int width, int height, int cornerX, int cornerY)
            throws IOException {
        try (VideoReader reader = VideoReader.open(video(a, b, c, d))) {
            assertThat(reader.width()).isEqualTo(width);
            assertThat(reader.height()).isEqualTo(height);
            reader.next();
            assertSquare(reader.image(), width, height, cornerX, cornerY);
            assertSquare(reader.image(width / 2, height / 4), width / 2, height / 4, cornerX / 2, cornerY / 4);
        }
    }

    /** The square's middle lies 24 columns and 16 rows from the picture's; FFmpeg's filter keeps the sides. */
    @ParameterizedTest
    @CsvSource({"0.985, 0.174, 10", "0.8, -0.6, -37", "-0.8, 0.6, 143"})
    void shouldTurnWithinItsSidesByOtherAngles(double cos, double sin, int degrees) throws IOException {
        double angle = Math.toRadians(degrees);
        int x = (int) Math.round(32 - 24 * Math.cos(angle) + 16 * Math.sin(angle));
        int y = (int) Math.round(24 - 24 * Math.sin(angle) - 16 * Math.cos(angle));

        try (VideoReader reader = VideoReader.open(video(cos, sin, -sin, cos))) {
            reader.next();
            RgbImage image = reader.image();
            assertThat(image.width()).isEqualTo(WIDTH);
            assertThat(image.height()).isEqualTo(HEIGHT);
            assertThat(level(image, x, y)).isGreaterThan(200);
            assertThat(level(image, WIDTH - 1 - x, HEIGHT - 1 - y)).isLessThan(50);
            RgbImage half = reader.image(WIDTH / 2, HEIGHT / 2);
            assertThat(level(half, x / 2, y / 2)).isGreaterThan(200);
        }
    }

    @Test
    void shouldGoOnWithTheBorderAndLeaveTheRestBlack() {
        RgbImage white = new RgbImage(filled(20 * 10 * 3), 20, 10);

        RgbImage turned = new Orientation(false, false, false, 45).apply(white);

        assertThat(level(turned, 10, 5)).isEqualTo(255);
        assertThat(level(turned, 0, 0)).as("just beyond the border").isEqualTo(255);
        assertThat(level(turned, 19, 0)).isZero();
        assertThat(level(turned, 0, 9)).isZero();
        assertThat(new Orientation(false, false, false, 180).apply(white))
                .satisfies(half -> assertThat(half.pixels()).isEqualTo(white.pixels()));
    }

    @Test
    void shouldLeaveAPictureWhoseMatrixSaysNothing() {
        assertThat(Orientation.of(null)).isEqualTo(Orientation.UPRIGHT);
        assertThat(Orientation.of(matrix(0, 0, 0, -1))).isEqualTo(Orientation.UPRIGHT);
        assertThat(Orientation.of(matrix(1, 0, 0, 1))).isEqualTo(Orientation.UPRIGHT);
        assertThat(Orientation.of(matrix(10_000, 100, -100, 10_000))).isEqualTo(Orientation.UPRIGHT);
    }

    private static IntPointer matrix(int a, int b, int c, int d) {
        return new IntPointer(a << 8, b << 8, 0, c << 8, d << 8, 0, 0, 0, 1 << 30);
    }

    private Path video(double a, double b, double c, double d) throws IOException {
        Path file = folder.resolve("phone.mp4");
        byte[] rgb = new byte[WIDTH * HEIGHT * 3];
        for (int row = 0; row < SQUARE; row++) {
            Arrays.fill(rgb, row * WIDTH * 3, (row * WIDTH + SQUARE) * 3, (byte) 255);
        }
        try (VideoWriter writer = VideoWriter.create(file, WIDTH, HEIGHT, 25)) {
            writer.write(rgb);
        }
        return Remux.turn(file, a, b, c, d);
    }

    private static void assertSquare(RgbImage image, int width, int height, int cornerX, int cornerY) {
        assertThat(image.width()).isEqualTo(width);
        assertThat(image.height()).isEqualTo(height);
        assertThat(level(image, cornerX, cornerY)).isGreaterThan(200);
        assertThat(level(image, width - 1 - cornerX, cornerY)).isLessThan(50);
        assertThat(level(image, cornerX, height - 1 - cornerY)).isLessThan(50);
        assertThat(level(image, width - 1 - cornerX, height - 1 - cornerY)).isLessThan(50);
    }

    private static byte[] filled(int bytes) {
        byte[] filled = new byte[bytes];
        Arrays.fill(filled, (byte) 255);
        return filled;
    }

    private static int level(RgbImage image, int x, int y) {
        return image.pixels()[(y * image.width() + x) * 3] & 0xFF;
    }
}
