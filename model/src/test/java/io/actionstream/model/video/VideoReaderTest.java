package io.actionstream.model.video;

import static io.actionstream.model.video.TestVideos.HEIGHT;
import static io.actionstream.model.video.TestVideos.WIDTH;
import static io.actionstream.model.video.TestVideos.brightening;
import static io.actionstream.model.video.TestVideos.grey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.actionstream.model.frame.FrameScaler;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
        FrameScaler scaler = new FrameScaler(32, 32);
        byte[] target = new byte[2 * scaler.sampleBytes()];
        try (VideoReader reader = VideoReader.open(brightening(folder.resolve("a.avi"), 3, 25))) {
            reader.next();
            reader.next();
            reader.scaleInto(scaler, target, scaler.sampleBytes());
        }

        assertThat(Arrays.copyOf(target, scaler.sampleBytes())).containsOnly(0);
        int middle = scaler.sampleBytes() + (16 * 32 + 16) * 3;
        assertThat((int) target[middle]).isCloseTo(grey(1), within(3));
        assertThat(target[scaler.sampleBytes()]).isZero();
    }

    @Test
    void shouldConvertOddWidthsAndFullRangeColour() throws IOException {
        BufferedImage picture = new BufferedImage(37, 21, BufferedImage.TYPE_INT_RGB);
        IntStream.range(0, 37 * 21).forEach(i -> picture.setRGB(i % 37, i / 37, 0xF0A010));
        Path file = folder.resolve("still.jpg");
        ImageIO.write(picture, "jpg", file.toFile());

        try (VideoReader reader = VideoReader.open(file)) {
            reader.next();
            Mat image = reader.image();
            assertThat(image.cols()).isEqualTo(37);
            assertThat(image.rows()).isEqualTo(21);
            for (int x : new int[] {0, 36}) {
                assertThat(image.ptr(20, x).get(0) & 0xFF).isCloseTo(0x10, within(4));
                assertThat(image.ptr(20, x).get(1) & 0xFF).isCloseTo(0xA0, within(4));
                assertThat(image.ptr(20, x).get(2) & 0xFF).isCloseTo(0xF0, within(4));
            }
        }
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

    @Test
    void shouldSkipADamagedPacketAndCountIt() throws IOException {
        Path file = brightening(folder.resolve("a.avi"), FRAMES, 25);
        byte[] bytes = Files.readAllBytes(file);
        int packet = packetAt(bytes, 10);
        int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(packet + 4);
        Arrays.fill(bytes, packet + 8, packet + 8 + length, (byte) 0xFF);
        Files.write(file, bytes);

        try (VideoReader reader = VideoReader.open(file)) {
            assertThat(times(reader)).isSorted().hasSize(FRAMES - 1).contains(360L, 440L);
            assertThat(reader.damaged()).isEqualTo(1);
        }
    }

    @Test
    void shouldReadATruncatedVideoAsFarAsItGoes() throws IOException {
        Path file = brightening(folder.resolve("a.avi"), FRAMES, 25);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, packetAt(bytes, 10)));

        try (VideoReader reader = VideoReader.open(file)) {
            assertThat(times(reader)).hasSize(10).endsWith(360L);
        }
    }

    @Test
    void shouldNameTheFileThatIsMissing() {
        Path file = folder.resolve("missing.avi");

        assertThatExceptionOfType(VideoException.class)
                .isThrownBy(() -> VideoReader.open(file))
                .withMessage("can't open " + file + ": No such file or directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "This is not a video.", "RIFF....AVI LIST"})
    void shouldNameTheFileThatIsNoVideo(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("text.avi"), content);

        assertThatExceptionOfType(VideoException.class)
                .isThrownBy(() -> VideoReader.open(file))
                .withMessageContaining(file.toString());
    }

    @Test
    void shouldSayThatAFileHasNoVideoStream() throws IOException {
        Path file = folder.resolve("sound.wav");
        Files.write(file, silentWav(8000));

        assertThatExceptionOfType(VideoException.class)
                .isThrownBy(() -> VideoReader.open(file))
                .withMessage("no video in " + file);
    }

    @Test
    void shouldRefuseAFolderAndAMissingWebcam() {
        assertThatExceptionOfType(VideoException.class).isThrownBy(() -> VideoReader.open(folder));
        assertThatExceptionOfType(VideoException.class)
                .isThrownBy(() -> VideoReader.open("/dev/video97"))
                .withMessageContaining("/dev/video97");
    }

    @Test
    void shouldRefuseAnEmptyAddressAndBadOptions() {
        assertThatIllegalArgumentException().isThrownBy(() -> VideoReader.open(" "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new VideoOptions(0, Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .withMessageContaining("codecThreads");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new VideoOptions(1, Duration.ofSeconds(1), Duration.ZERO))
                .withMessageContaining("readTimeout");
    }

    private static List<Long> times(VideoReader reader) throws VideoException {
        List<Long> times = new ArrayList<>();
        while (reader.next()) {
            times.add(reader.timestampMillis());
        }
        return times;
    }

    /** Where the AVI chunk of a frame begins. */
    private static int packetAt(byte[] avi, int frame) {
        String bytes = new String(avi, StandardCharsets.ISO_8859_1);
        int at = bytes.indexOf("movi");
        for (int i = 0; i <= frame; i++) {
            at = bytes.indexOf("00dc", at + 1);
        }
        return at;
    }

    private static int greyOf(Mat image) {
        return image.ptr(HEIGHT / 2, WIDTH / 2).get() & 0xFF;
    }

    private static byte[] silentWav(int samples) {
        ByteBuffer wav = ByteBuffer.allocate(44 + samples).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes())
                .putInt(36 + samples)
                .put("WAVEfmt ".getBytes())
                .putInt(16);
        wav.putShort((short) 1)
                .putShort((short) 1)
                .putInt(8000)
                .putInt(8000)
                .putShort((short) 1)
                .putShort((short) 8);
        wav.put("data".getBytes()).putInt(samples);
        return wav.array();
    }
}
