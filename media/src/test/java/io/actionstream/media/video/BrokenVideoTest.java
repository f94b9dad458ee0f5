package io.actionstream.media.video;

import static io.actionstream.media.video.TestVideos.brightening;
import static io.actionstream.media.video.TestVideos.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenVideoTest {

    private static final int FRAMES = 40;

    @TempDir
    Path folder;

    @Test
    void shouldSkipADamagedPacketAndCountIt() throws IOException {
        try (VideoReader reader = VideoReader.open(withDamaged(10))) {
            assertThat(times(reader)).isSorted().hasSize(FRAMES - 1).contains(360L, 440L);
            assertThat(reader.damaged()).isEqualTo(1);
        }
    }

    /** Threads of a codec tell of damage when all packets have been sent. */
    @Test
    void shouldCountADamagedPacketAtTheEndThoughThreadsDecodeIt() throws IOException {
        VideoOptions threads = new VideoOptions(3, Duration.ofSeconds(10), Duration.ofSeconds(10));
        try (VideoReader reader = VideoReader.open(withDamaged(FRAMES - 1).toString(), threads)) {
            assertThat(times(reader)).hasSize(FRAMES - 1).endsWith(1520L);
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
    void shouldRefuseAFolder() {
        assertThatExceptionOfType(VideoException.class)
                .isThrownBy(() -> VideoReader.open(folder))
                .withMessageContaining(folder.toString());
    }

    @RepeatedTest(2)
    void shouldNameTheWebcamThatIsMissing() {
        assertThatExceptionOfType(VideoException.class)
                .isThrownBy(() -> VideoReader.open("/dev/video97"))
                .withMessageStartingWith("can't open /dev/video97: ");
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

    /** A video of which one packet is overwritten. */
    private Path withDamaged(int frame) throws IOException {
        Path file = brightening(folder.resolve("a.avi"), FRAMES, 25);
        byte[] bytes = Files.readAllBytes(file);
        int packet = packetAt(bytes, frame);
        int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(packet + 4);
        Arrays.fill(bytes, packet + 8, packet + 8 + length, (byte) 0xFF);
        return Files.write(file, bytes);
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
