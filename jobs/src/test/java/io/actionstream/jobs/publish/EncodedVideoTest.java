package io.actionstream.jobs.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.actionstream.jobs.testing.TestVideos;
import io.actionstream.model.frame.FrameEncoder;
import io.actionstream.model.video.VideoReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
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

    private BufferedImage firstFrame(Optional<FrameSize> size) throws IOException {
        Path file = TestVideos.write(folder.resolve("grey.avi"), SHADE, 1);
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
