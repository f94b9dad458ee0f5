package io.actionstream.media.video;

import static io.actionstream.media.video.TestVideos.HEIGHT;
import static io.actionstream.media.video.TestVideos.WIDTH;
import static io.actionstream.media.video.TestVideos.brightening;
import static io.actionstream.media.video.TestVideos.grey;
import static io.actionstream.media.video.TestVideos.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.actionstream.media.frame.FrameDecoder;
import io.actionstream.media.image.RgbImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VideoReaderTest {

    private static final int FRAMES = 40;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"plain.avi", "plain.mp4", "with space & 100%: colon.avi"})
    void shouldReadEveryFrameInOrderWithItsTime(String name) throws IOException {
        try (VideoReader reader = VideoReader.open(brightening(folder.resolve(name), FRAMES, 25))) {
            for (int frame = 0; frame < FRAMES; frame++) {
                assertThat(reader.next()).isTrue();
                assertThat(reader.timestampMillis()).isEqualTo(frame * 40L);
                assertThat(greyOf(reader.image())).isCloseTo(grey(frame), within(3));
            }
            assertThat(reader.next()).isFalse();
            assertThat(reader.next()).isFalse();
            assertThat(reader.damaged()).isZero();
        }
    }

    @Test
    void shouldRoundTimesOfAFractionalFrameRate() throws IOException {
        try (VideoReader reader = VideoReader.open(brightening(folder.resolve("ntsc.avi"), 5, 30_000 / 1001.0))) {
            assertThat(times(reader)).containsExactly(0L, 33L, 67L, 100L, 133L);
            assertThat(reader.frameRate()).isCloseTo(29.97, within(0.001));
        }
    }

    @Test
    void shouldKnowSizeAndFrameRateBeforeTheFirstFrame() throws IOException {
        try (VideoReader reader = VideoReader.open(brightening(folder.resolve("a.avi"), 3, 12))) {
            assertThat(reader.width()).isEqualTo(WIDTH);
            assertThat(reader.height()).isEqualTo(HEIGHT);
            assertThat(reader.frameRate()).isEqualTo(12);
        }
    }

    @Test
    void shouldScaleTheCurrentFrameIntoASample() throws IOException {
        int bytes = 32 * 32 * RgbImage.CHANNELS;
        byte[] target = new byte[2 * bytes];
        try (VideoReader reader = VideoReader.open(brightening(folder.resolve("a.avi"), 3, 25))) {
            reader.next();
            reader.next();
            reader.sampleInto(new FrameDecoder(32, 32), target, bytes);
        }

        assertThat(Arrays.copyOf(target, bytes)).containsOnly(0);
        int middle = bytes + (16 * 32 + 16) * 3;
        assertThat((int) target[middle]).isCloseTo(grey(1), within(3));
        assertThat(target[bytes]).isZero();
    }

    @ParameterizedTest
    @CsvSource({"37, 21", "37, 22", "36, 22", "64, 48", "1, 2", "3, 1", "85, 2", "129, 66"})
    void shouldConvertAnySizeAndFullRangeColour(int width, int height) throws IOException {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        IntStream.range(0, width * height).forEach(i -> picture.setRGB(i % width, i / width, 0xF0A010));
        Path file = folder.resolve("still.jpg");
        ImageIO.write(picture, "jpg", file.toFile());

        try (VideoReader reader = VideoReader.open(file)) {
            reader.next();
            RgbImage image = reader.image();
            assertThat(image.width()).isEqualTo(width);
            assertThat(image.height()).isEqualTo(height);
            assertOrange(image);
        }
    }

    @ParameterizedTest
    @CsvSource({"37, 21", "16, 12", "64, 5", "1, 1", "128, 96", "200, 3"})
    void shouldResizeTheCurrentFrame(int width, int height) throws IOException {
        BufferedImage picture = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        IntStream.range(0, 64 * 48).forEach(i -> picture.setRGB(i % 64, i / 64, 0xF0A010));
        Path file = folder.resolve("still.jpg");
        ImageIO.write(picture, "jpg", file.toFile());

        try (VideoReader reader = VideoReader.open(file)) {
            reader.next();
            RgbImage image = reader.image(width, height);
            assertThat(image.width()).isEqualTo(width);
            assertThat(image.height()).isEqualTo(height);
            assertOrange(image);
            assertThat(reader.image().width()).as("afterwards at its own size").isEqualTo(64);
        }
    }

    @Test
    void shouldAverageWhatBecomesSmaller() throws IOException {
        BufferedImage stripes = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        IntStream.range(0, 64 * 48)
                .forEach(i -> stripes.setRGB(i % 64, i / 64, i % 4 < (i / 4 % 2 == 0 ? 1 : 3) ? 0xFFFFFF : 0));
        Path file = folder.resolve("still.png");
        ImageIO.write(stripes, "png", file.toFile());

        try (VideoReader reader = VideoReader.open(file)) {
            reader.next();
            RgbImage image = reader.image(16, 12);
            for (int x = 1; x < 15; x++) {
                assertThat(level(image, x, 6, 0)).isCloseTo(x % 2 == 0 ? 64 : 191, within(4));
            }
        }
    }

    @Test
    void shouldLeaveAnImageAsItIsWhenItMovesOn() throws IOException {
        try (VideoReader reader = VideoReader.open(brightening(folder.resolve("a.avi"), 3, 25))) {
            reader.next();
            RgbImage first = reader.image();
            assertThat(reader.image()).isSameAs(first);
            reader.next();
            assertThat(greyOf(reader.image())).isCloseTo(grey(1), within(3));
            assertThat(greyOf(first)).isCloseTo(grey(0), within(3)).isLessThan(greyOf(reader.image()));
        }
    }

    @Test
    void shouldGiveNoImageBeforeTheFirstAndAfterTheLastFrame() throws IOException {
        try (VideoReader reader = VideoReader.open(brightening(folder.resolve("a.avi"), 2, 25))) {
            assertNoFrame(reader);
            assertThat(times(reader)).hasSize(2);
            assertNoFrame(reader);
        }
    }

    @Test
    void shouldReadNothingOnceClosed() throws IOException {
        VideoReader reader = VideoReader.open(brightening(folder.resolve("a.avi"), 2, 25));
        reader.next();
        reader.close();
        reader.close();

        assertThatIllegalStateException().isThrownBy(reader::next).withMessage("the video is closed");
        assertNoFrame(reader);
    }

    @Test
    void shouldDecodeTheSameWithSeveralThreads() throws IOException {
        Path file = brightening(folder.resolve("a.mp4"), FRAMES, 25);
        VideoOptions threads = new VideoOptions(3, Duration.ofSeconds(5), Duration.ofSeconds(5));

        try (VideoReader one = VideoReader.open(file);
                VideoReader several = VideoReader.open(file.toString(), threads)) {
            assertThat(times(several)).isEqualTo(times(one)).hasSize(FRAMES);
        }
    }

    private static int greyOf(RgbImage image) {
        return level(image, WIDTH / 2, HEIGHT / 2, 0);
    }

    private static int level(RgbImage image, int x, int y, int channel) {
        return image.pixels()[(y * image.width() + x) * 3 + channel] & 0xFF;
    }

    private static void assertOrange(RgbImage image) {
        for (int i = 0; i < image.width() * image.height(); i++) {
            assertThat(level(image, i, 0, 0)).as("red of pixel %d", i).isCloseTo(0xF0, within(4));
            assertThat(level(image, i, 0, 1)).as("green of pixel %d", i).isCloseTo(0xA0, within(4));
            assertThat(level(image, i, 0, 2)).as("blue of pixel %d", i).isCloseTo(0x10, within(4));
        }
    }

    private static void assertNoFrame(VideoReader reader) {
        assertThatIllegalStateException().isThrownBy(reader::image).withMessage("the video is not on a frame");
        assertThatIllegalStateException()
                .isThrownBy(() -> reader.image(8, 8))
                .withMessage("the video is not on a frame");
    }
}
