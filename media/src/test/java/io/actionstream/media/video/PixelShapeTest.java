package io.actionstream.media.video;

import static io.actionstream.media.video.TestVideos.HEIGHT;
import static io.actionstream.media.video.TestVideos.WIDTH;
import static io.actionstream.media.video.TestVideos.brightening;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.media.frame.FrameDecoder;
import io.actionstream.media.image.RgbImage;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelShapeTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "v.mp4, 2, 1, 128",
        "v.mkv, 2, 1, 128",
        "v.mov, 1, 2, 32",
        "v.mp4, 8, 9, 57",
        "v.mkv, 12, 11, 70",
        "v.avi, 16, 15, 68",
        "v.mp4, 1, 1, 64",
        "v.mp4, 1, 40, 64",
        "v.mp4, 40, 1, 64"
    })
    void shouldShowAVideoWithSquarePixels(String name, int pixelWidth, int pixelHeight, int width) throws IOException {
        Path video = Remux.of(brightening(folder.resolve("plain.avi"), 3, 25))
                .pixels(pixelWidth, pixelHeight)
                .to(folder.resolve(name));

        try (VideoReader reader = VideoReader.open(video)) {
            assertThat(reader.width()).isEqualTo(width);
            assertThat(reader.height()).isEqualTo(HEIGHT);
            reader.next();
            assertThat(reader.image().width()).isEqualTo(width);
            assertThat(reader.image().height()).isEqualTo(HEIGHT);
            assertThat(reader.image(20, 10).width()).isEqualTo(20);
        }
    }

    /** A picture of 128x48 in a square of 64 leaves 20 rows of black above and below. */
    @Test
    void shouldFitTheShownShapeIntoASample() throws IOException {
        Path video = Remux.of(brightening(folder.resolve("plain.avi"), 30, 25))
                .pixels(2, 1)
                .to(folder.resolve("v.mp4"));
        byte[] sample = new byte[64 * 64 * RgbImage.CHANNELS];

        try (VideoReader reader = VideoReader.open(video)) {
            while (reader.next()) {
                reader.sampleInto(new FrameDecoder(64, 64), sample, 0);
            }
        }

        assertThat(sample[(19 * 64 + 32) * 3]).isZero();
        assertThat(sample[(20 * 64) * 3] & 0xFF).isGreaterThan(100);
        assertThat(sample[(43 * 64 + 63) * 3] & 0xFF).isGreaterThan(100);
        assertThat(sample[(44 * 64 + 32) * 3]).isZero();
    }

    @Test
    void shouldTurnWhatHasBeenGivenItsShape() throws IOException {
        Path video = Remux.of(brightening(folder.resolve("plain.avi"), 1, 25))
                .pixels(2, 1)
                .to(folder.resolve("v.mp4"));
        Remux.turn(video, 0, 1, -1, 0);

        try (VideoReader reader = VideoReader.open(video)) {
            reader.next();
            assertThat(reader.image().width()).isEqualTo(HEIGHT);
            assertThat(reader.image().height()).isEqualTo(2 * WIDTH);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "9000, 10, 2, 1, 9000, 5",
        "20000, 10, 1, 1, 20000, 10",
        "1, 5, 1, 3, 1, 5",
        "0, 5, 2, 1, 1, 5",
        "320, 240, 321, 320, 320, 240"
    })
    void shouldKeepAShownPictureWithinMeasure(
            int width, int height, int pixelWidth, int pixelHeight, int shownWidth, int shownHeight) {
        DisplayGeometry shown = DisplayGeometry.of(
                width, height, new AVRational().num(pixelWidth).den(pixelHeight), Orientation.UPRIGHT);

        assertThat(shown).isEqualTo(new DisplayGeometry(shownWidth, shownHeight, Orientation.UPRIGHT));
    }
}
