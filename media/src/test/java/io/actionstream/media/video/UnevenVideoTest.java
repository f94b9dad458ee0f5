package io.actionstream.media.video;

import static io.actionstream.media.video.TestVideos.brightening;
import static io.actionstream.media.video.TestVideos.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Videos whose time stamps jump, and videos of which a part is missing. */
class UnevenVideoTest {
    private static final int FRAMES = 200;
    private static final int SECONDS = 8;
    private static final int TS_PACKET_BYTES = 188;

    @TempDir
    private Path folder;

    private Path plain;

    @BeforeEach
    void writeEightSeconds() throws IOException {
        plain = brightening(folder.resolve("plain.avi"), FRAMES, 25);
    }

    @ParameterizedTest
    @CsvSource({"100, 10, ''", "10, 100, forward by 82.0 s", "1, 16, forward by 7.0 s"})
    void shouldJoinRecordings(int firstStart, int secondStart, String jump) throws IOException {
        Path video = folder.resolve("joined.ts");
        Files.write(video, join(part(firstStart, "a.ts"), part(secondStart, "b.ts")));

        try (VideoReader reader = VideoReader.open(video)) {
            assertThat(times(reader)).containsExactlyElementsOf(every40Millis(2 * FRAMES));
            assertThat(reader.warnings())
                    .singleElement()
                    .satisfies(warning -> assertThat(warning)
                            .startsWith(video + ": time stamps jump ")
                            .contains(jump)
                            .endsWith(" at 8.0 s; what follows is joined on"));
        }
        try (VideoReader reader = VideoReader.open(video)) {
            assertThat(reader.measureMillis()).isEqualTo(2000 * SECONDS);
            assertThat(reader.warnings()).hasSize(1);
            assertThat(reader.endsEarly()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v.mkv", "v.flv", "v.mp4", "v.ts"})
    void shouldJoinInEachContainer(String name) throws IOException {
        Path video = Remux.of(source(name))
                .times(frame -> frame * 40_000 + frame / 50 * 20_000_000)
                .to(folder.resolve(name));

        try (VideoReader reader = VideoReader.open(video)) {
            assertThat(times(reader)).containsExactlyElementsOf(every40Millis(FRAMES));
            assertThat(reader.warnings())
                    .containsExactly(video + ": time stamps jump forward by 20.0 s at 2.0 s, the first of 3 jumps;"
                            + " what follows is joined on");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v.avi", "v.mp4", "v.mov", "v.mkv", "v.webm", "v.flv"})
    void shouldPlayWhatThereIsOfAFileThatEndsEarlyAndSaySo(String name) throws IOException {
        Path video =
                Remux.cut(Remux.of(source(name)).option("movflags", "faststart").to(folder.resolve(name)), 0.4);

        int shown;
        try (VideoReader reader = VideoReader.open(video)) {
            shown = times(reader).size();
            assertThat(shown).isBetween(10, 185);
            assertThat(reader.next()).isFalse();
            assertThat(reader.endsEarly()).isTrue();
            assertThat(reader.warnings())
                    .containsExactly(video
                            + " ends early: %.1f s of the 8.0 s that its header promises are there"
                                    .formatted(shown / 25.0));
        }
        try (VideoReader reader = VideoReader.open(video)) {
            assertThat(reader.measureMillis()).isBetween(40L * shown, 40L * shown + 40);
            assertThat(reader.endsEarly()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v.avi", "v.mp4", "v.mkv", "v.flv", "v.ts"})
    void shouldNotSayItOfAWholeFileNorBeforeItsEnd(String name) throws IOException {
        Path video = Remux.of(source(name)).to(folder.resolve(name));

        try (VideoReader reader = VideoReader.open(video)) {
            reader.next();
            assertThat(reader.endsEarly()).isFalse();
            assertThat(times(reader)).hasSize(FRAMES - 1);
            assertThat(reader.warnings()).isEmpty();
        }
    }

    @Test
    void shouldSayThatTheSoundIsAllThatIsLeft() throws IOException {
        Path video = Remux.of(plain).sound(20_000).to(folder.resolve("v.mkv"));

        try (VideoReader reader = VideoReader.open(Remux.cut(video, 0.6))) {
            times(reader);
            assertThat(reader.warnings()).singleElement().asString().contains(" s of the 20.0 s that its header");
        }
    }

    /** As a download leaves it that reserved its space. */
    @Test
    void shouldSayThatTheEndIsEmpty() throws IOException {
        Path video = Remux.of(plain).option("movflags", "faststart").to(folder.resolve("v.mp4"));
        byte[] bytes = Files.readAllBytes(video);
        Arrays.fill(bytes, bytes.length / 2, bytes.length, (byte) 0);
        Files.write(video, bytes);

        try (VideoReader reader = VideoReader.open(video)) {
            assertThat(times(reader)).hasSizeBetween(60, 140);
            assertThat(reader.endsEarly()).isTrue();
            assertThat(reader.damaged()).isPositive();
        }
    }

    @Test
    void shouldPlayBehindPacketsThatAreDamaged() throws IOException {
        Path video = Remux.of(plain).option("movflags", "faststart").to(folder.resolve("v.mp4"));
        byte[] bytes = Files.readAllBytes(video);
        int data = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("mdat") + 4;
        Arrays.fill(bytes, data, data + (bytes.length - data) / 4, (byte) 0);
        Files.write(video, bytes);

        try (VideoReader reader = VideoReader.open(video)) {
            assertThat(times(reader)).hasSizeGreaterThan(100);
        }
    }

    /** As a recorder leaves it whose card had bad blocks. */
    @Test
    void shouldPlayBehindAHoleAndCountIt() throws IOException {
        Path video = withHole(300_000);

        try (VideoReader reader = VideoReader.open(video)) {
            assertThat(times(reader)).hasSizeBetween(FRAMES - 2, FRAMES).endsWith(39_800L);
            assertThat(reader.damaged()).isBetween(3, 6);
        }
    }

    @Test
    void shouldEndAFileBeforeAHoleThatIsTooLarge() throws IOException {
        Path video = withHole(8_000_000);

        try (VideoReader reader = VideoReader.open(video)) {
            assertThat(times(reader)).hasSizeBetween(FRAMES / 2 - 2, FRAMES / 2 + 2);
            assertThat(reader.next()).isFalse();
            assertThat(reader.damaged()).isEqualTo(100);
        }
    }

    @Test
    void shouldNameAFileWhoseIndexIsMissing() throws IOException {
        Path video = Remux.cut(Remux.of(plain).to(folder.resolve("v.mp4")), 0.4);

        assertThatExceptionOfType(VideoException.class)
                .isThrownBy(() -> VideoReader.open(video))
                .withMessageStartingWith("can't open " + video + ": ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v.avi", "v.mp4", "v.mkv", "v.flv"})
    void shouldNameAFileOfWhichOnlyTheBeginningIsThere(String name) throws IOException {
        Path video = Remux.of(source(name)).option("movflags", "faststart").to(folder.resolve(name));
        byte[] whole = Files.readAllBytes(video);
        for (int bytes : new int[] {0, 1, 20, 100}) {
            Files.write(video, Arrays.copyOf(whole, bytes));
            assertThatExceptionOfType(VideoException.class)
                    .as("%d bytes", bytes)
                    .isThrownBy(() -> VideoReader.open(video))
                    .withMessageContaining(video.toString());
        }
    }

    @Test
    void shouldFindNoFramesBehindAHeader() throws IOException {
        Path video = Remux.of(plain).option("movflags", "faststart").to(folder.resolve("v.mp4"));
        byte[] bytes = Files.readAllBytes(video);
        int data = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("mdat") + 4;
        Files.write(video, Arrays.copyOf(bytes, data));

        try (VideoReader reader = VideoReader.open(video)) {
            assertThat(reader.next()).isFalse();
            assertThat(reader.warnings())
                    .containsExactly(video + " ends early: 0.0 s of the 8.0 s that its header promises are there");
        }
    }

    /** 40 seconds with zeros in their middle: FFmpeg looks through 64 KiB of them at a time. */
    private Path withHole(int zeros) throws IOException {
        byte[] whole = Files.readAllBytes(Remux.of(plain).frameRate(5).to(folder.resolve("whole.ts")));
        int middle = whole.length / TS_PACKET_BYTES / 2 * TS_PACKET_BYTES;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(whole, 0, middle);
        bytes.writeBytes(new byte[zeros]);
        bytes.write(whole, middle, whole.length - middle);
        return Files.write(folder.resolve("hole.ts"), bytes.toByteArray());
    }

    private Path source(String name) throws IOException {
        return name.endsWith(".flv") ? Remux.flv1(plain, folder.resolve("flv1.avi")) : plain;
    }

    private Path part(int startSeconds, String name) throws IOException {
        return Remux.of(plain)
                .times(frame -> 1_000_000L * startSeconds + 40_000 * frame)
                .to(folder.resolve(name));
    }

    private static byte[] join(Path... parts) throws IOException {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (Path part : parts) {
            joined.writeBytes(Files.readAllBytes(part));
        }
        return joined.toByteArray();
    }

    private static List<Long> every40Millis(int frames) {
        return LongStream.range(0, frames).map(frame -> 40 * frame).boxed().toList();
    }
}
