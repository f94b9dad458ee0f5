package io.actionstream.media.video;

import static io.actionstream.media.video.TestVideos.brightening;
import static io.actionstream.media.video.TestVideos.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.actionstream.media.frame.FrameEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VideoLengthTest {
    private static final int FRAMES = 50;

    @TempDir
    private Path folder;

    private Path plain;

    @BeforeEach
    void writeTwoSeconds() throws IOException {
        plain = brightening(folder.resolve("plain.avi"), FRAMES, 25);
    }

    @ParameterizedTest
    @CsvSource({
        "v.avi, 25",
        "v.mp4, 25",
        "v.mkv, 25",
        "v.webm, 25",
        "v.flv, 25",
        "v.ts, 25",
        "v.mkv, 30",
        "v.webm, 12.5",
        "v.flv, 30",
        "v.mkv, 29.97002997",
        "v.mp4, 29.97002997"
    })
    void shouldMeasureTheSameInEachContainer(String name, double rate) throws IOException {
        assertWhole(Remux.of(source(name)).frameRate(rate).to(folder.resolve(name)), Math.round(FRAMES * 1000 / rate));
    }

    @Test
    void shouldMeasureJpegsWithoutAContainer() throws IOException {
        ByteArrayOutputStream jpegs = new ByteArrayOutputStream();
        for (int frame = 0; frame < FRAMES; frame++) {
            jpegs.writeBytes(new FrameEncoder(90).encode(new byte[32 * 32 * 3], 32, 32));
        }

        assertWhole(Files.write(folder.resolve("v.mjpeg"), jpegs.toByteArray()), 2000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v.mkv", "v.webm", "v.mov", "v.ts"})
    void shouldNotTakeTheLengthOfSoundForThatOfPictures(String name) throws IOException {
        assertWhole(Remux.of(source(name)).sound(9000).to(folder.resolve(name)), 2000);
    }

    @Test
    void shouldMeasureAFileThatNowhereSaysHowLongItIs() throws IOException {
        Path video = Remux.of(plain).option("live", "1").to(folder.resolve("v.mkv"));

        try (VideoReader reader = VideoReader.open(video)) {
            assertThat(reader.durationMillis()).isZero();
        }
        assertWhole(video, 2000);
    }

    @Test
    void shouldTakeTheDurationOfTheContainerWhereAStreamHasNone() throws IOException {
        try (VideoReader reader = VideoReader.open(Remux.of(plain).to(folder.resolve("v.mkv")))) {
            assertThat(reader.durationMillis()).isEqualTo(2000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v.mkv", "v.flv", "v.mp4", "v.ts"})
    void shouldCountFromTheFirstFrame(String name) throws IOException {
        assertWhole(
                Remux.of(source(name))
                        .times(frame -> 7_000_000 + 40_000 * frame)
                        .to(folder.resolve(name)),
                2000);
    }

    /** Half of the frames come after a second each. */
    @ParameterizedTest
    @ValueSource(strings = {"v.mkv", "v.flv", "v.mp4"})
    void shouldMeasureAVideoWithoutARegularRate(String name) throws IOException {
        Path video = Remux.of(source(name))
                .times(frame -> frame < 25 ? 40_000 * frame : 1_000_000 * (frame - 24))
                .to(folder.resolve(name));

        try (VideoReader reader = VideoReader.open(video)) {
            assertThat(reader.measureMillis()).isBetween(25_001L, 26_100L);
            assertThat(reader.warnings()).isEmpty();
        }
        try (VideoReader reader = VideoReader.open(video)) {
            assertThat(times(reader)).hasSize(FRAMES).endsWith(24_000L, 25_000L);
            assertThat(reader.warnings()).isEmpty();
        }
    }

    /** As surveillance cameras and slide shows have it. */
    @ParameterizedTest
    @ValueSource(strings = {"v.mkv", "v.flv", "v.mp4"})
    void shouldNotTakeRareFramesForJumps(String name) throws IOException {
        Path video = Remux.of(source(name))
                .frameRate(1 / 8.0)
                .times(frame -> 8_000_000 * frame)
                .to(folder.resolve(name));

        try (VideoReader reader = VideoReader.open(video)) {
            assertThat(times(reader)).hasSize(FRAMES).endsWith(384_000L, 392_000L);
            assertThat(reader.warnings()).isEmpty();
        }
    }

    @Test
    void shouldHaveNoFramesOnceMeasured() throws IOException {
        try (VideoReader reader = VideoReader.open(plain)) {
            reader.next();
            reader.measureMillis();
            assertThatIllegalStateException().isThrownBy(reader::image);
            assertThat(reader.next()).isFalse();
        }
    }

    private Path source(String name) throws IOException {
        return name.endsWith(".flv") ? Remux.flv1(plain, folder.resolve("flv1.avi")) : plain;
    }

    private static void assertWhole(Path video, long millis) throws IOException {
        try (VideoReader reader = VideoReader.open(video)) {
            assertThat(reader.measureMillis()).isEqualTo(millis);
            assertThat(reader.endsEarly()).isFalse();
            assertThat(reader.warnings()).isEmpty();
        }
        try (VideoReader reader = VideoReader.open(video)) {
            assertThat(times(reader))
                    .hasSize(FRAMES)
                    .startsWith(0L)
                    .last()
                    .asString()
                    .isNotEmpty();
            assertThat(reader.endsEarly()).isFalse();
            assertThat(reader.warnings()).isEmpty();
        }
    }
}
