package io.actionstream.jobs.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.actionstream.jobs.testing.TestVideos;
import io.actionstream.media.frame.FrameEncoder;
import io.actionstream.media.video.VideoReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncodedVideoTest {
    private static final int SHADE = 150;

    @TempDir
    private Path folder;

    @Test
    void shouldEncodeFramesAtTheirOwnSize() throws IOException {
        assertGrey(firstFrame(Optional.empty()), 64, 48);
    }

    @Test
    void shouldResizeFramesWhenAskedTo() throws IOException {
        assertGrey(firstFrame(Optional.of(new FrameSize(20, 11))), 20, 11);
        assertGrey(firstFrame(Optional.of(new FrameSize(100, 90))), 100, 90);
    }

    @Test
    void shouldSendSquarePixels() throws IOException {
        Path file = wide(TestVideos.write(folder.resolve("grey.mp4"), SHADE, 1));

        assertGrey(firstFrame(file, Optional.empty()), 128, 48);
        assertGrey(firstFrame(file, Optional.of(new FrameSize(20, 11))), 20, 11);
    }

    @Test
    void shouldMeasureAndWarnAsItsReader() throws IOException {
        Path file = TestVideos.write(folder.resolve("grey.avi"), SHADE, 4);
        byte[] bytes = Files.readAllBytes(file);
        int pictures = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("movi");
        int index = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("idx1");
        Files.write(file, Arrays.copyOf(bytes, (pictures + index) / 2));

        try (Video video = new EncodedVideo(VideoReader.open(file), new FrameEncoder(90), Optional.empty())) {
            assertThat(video.warnings()).isEmpty();
            assertThat(video.measureMillis()).isBetween(600L, 3200L);
            assertThat(video.warnings()).singleElement().asString().startsWith(file + " ends early: ");
        }
    }

    /** Makes the pixels of an MP4 twice as wide as high. */
    private static Path wide(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int matrix = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("tkhd") + 44;
        ByteBuffer.wrap(bytes).putInt(matrix, 2 << 16);
        return Files.write(file, bytes);
    }

    private BufferedImage firstFrame(Optional<FrameSize> size) throws IOException {
        return firstFrame(TestVideos.write(folder.resolve("grey.avi"), SHADE, 1), size);
    }

    private static BufferedImage firstFrame(Path file, Optional<FrameSize> size) throws IOException {
        VideoReader reader = VideoReader.open(file);
        try (Video video = new EncodedVideo(reader, new FrameEncoder(90), size)) {
            assertThat(video.next()).isTrue();
            return ImageIO.read(new ByteArrayInputStream(video.jpeg()));
        }
    }

    private static void assertGrey(BufferedImage image, int width, int height) {
        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
        assertThat(image.getRGB(width - 1, height / 2) & 0xFF).isCloseTo(SHADE, within(3));
    }
}
