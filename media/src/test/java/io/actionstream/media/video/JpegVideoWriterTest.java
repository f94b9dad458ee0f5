package io.actionstream.media.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.actionstream.media.frame.FrameDecoder;
import io.actionstream.media.frame.FrameEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegVideoWriterTest {

    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;
    private static final long EPOCH = 1_764_000_000_123L;

    @TempDir
    private Path folder;

    @Test
    void shouldGiveBackTheSameImagesAtTheSameTimes() throws Exception {
        List<Long> times = List.of(0L, 33L, 67L, 100L, 101L, 2_900L, 2_940L, 5_401L);
        List<byte[]> jpegs =
                times.stream().map(time -> jpeg(time, WIDTH, HEIGHT)).toList();
        Path file = folder.resolve("a.mp4");

        write(file, times, jpegs);

        FrameDecoder decoder = new FrameDecoder(32, 32);
        byte[] live = new byte[32 * 32 * 3];
        byte[] offline = new byte[live.length];
        try (VideoReader reader = VideoReader.open(file)) {
            for (int frame = 0; frame < times.size(); frame++) {
                assertThat(reader.next()).isTrue();
                assertThat(reader.timestampMillis()).isEqualTo(times.get(frame));
                reader.sampleInto(decoder, offline, 0);
                decoder.decode(jpegs.get(frame), live, 0);
                assertThat(offline).isEqualTo(live);
            }
            assertThat(reader.next()).isFalse();
            assertThat(reader.warnings()).isEmpty();
        }
    }

    @Test
    void shouldNotEncodeAgain() throws IOException {
        byte[] jpeg = jpeg(7, WIDTH, HEIGHT);
        Path file = folder.resolve("a.mp4");

        write(file, List.of(0L), List.of(jpeg));

        byte[] written = Files.readAllBytes(file);
        assertThat(IntStream.range(0, written.length - jpeg.length))
                .anyMatch(start -> Arrays.equals(written, start, start + jpeg.length, jpeg, 0, jpeg.length));
    }

    @ParameterizedTest
    @CsvSource({"63, 47", "8, 8", "1920, 1080"})
    void shouldTakeAnySize(int width, int height) throws IOException {
        Path file = folder.resolve("a.mp4");

        try (JpegVideoWriter writer = JpegVideoWriter.create(file, width, height)) {
            writer.write(jpeg(1, width, height), 0);
            writer.write(jpeg(2, width, height), 600);
            writer.finish();
        }

        try (VideoReader reader = VideoReader.open(file)) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.image().width()).isEqualTo(width);
            assertThat(reader.image().height()).isEqualTo(height);
        }
    }

    @Test
    void shouldLastAsLongAsItsFrames() throws IOException {
        List<Long> times =
                IntStream.range(0, 136).mapToObj(frame -> frame * 40L).toList();
        Path file = folder.resolve("a.mp4");
        write(file, times, times.stream().map(time -> jpeg(time, WIDTH, HEIGHT)).toList());

        try (VideoReader reader = VideoReader.open(file)) {
            assertThat(reader.measureMillis()).isEqualTo(5_440);
            assertThat(reader.endsEarly()).isFalse();
        }
    }

    @Test
    void shouldLeaveNothingWhenItIsNotFinished() throws IOException {
        try (JpegVideoWriter writer = JpegVideoWriter.create(folder.resolve("a.mp4"), WIDTH, HEIGHT)) {
            writer.write(jpeg(1, WIDTH, HEIGHT), 0);
        }

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldRefuseAFrameThatDoesNotFollow() throws IOException {
        try (JpegVideoWriter writer = JpegVideoWriter.create(folder.resolve("a.mp4"), WIDTH, HEIGHT)) {
            writer.write(jpeg(1, WIDTH, HEIGHT), 40);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.write(jpeg(2, WIDTH, HEIGHT), 40))
                    .withMessageContaining("a frame at 40 ms");
        }
    }

    @Test
    void shouldRefuseAnotherContainer() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JpegVideoWriter.create(folder.resolve("a.avi"), WIDTH, HEIGHT))
                .withMessageContaining("a.avi");
    }

    @Test
    void shouldSayThatTheFolderIsMissing() {
        Path file = folder.resolve("none").resolve("a.mp4");

        assertThatIOException()
                .isThrownBy(() -> JpegVideoWriter.create(file, WIDTH, HEIGHT))
                .withMessageContaining("a.mp4");
    }

    @Test
    void shouldRefuseFramesOnceItIsClosed() throws IOException {
        JpegVideoWriter writer = JpegVideoWriter.create(folder.resolve("a.mp4"), WIDTH, HEIGHT);
        writer.close();
        writer.close();

        assertThatIOException().isThrownBy(() -> writer.write(jpeg(1, WIDTH, HEIGHT), 0));
    }

    private static void write(Path file, List<Long> times, List<byte[]> jpegs) throws IOException {
        List<byte[]> left = new ArrayList<>(jpegs);
        try (JpegVideoWriter writer = JpegVideoWriter.create(file, WIDTH, HEIGHT)) {
            for (long time : times) {
                writer.write(left.remove(0), EPOCH + time);
            }
            writer.finish();
        }
    }

    private static byte[] jpeg(long seed, int width, int height) {
        byte[] rgb = new byte[width * height * 3];
        new Random(seed).nextBytes(rgb);
        return new FrameEncoder(90).encode(rgb, width, height);
    }
}
