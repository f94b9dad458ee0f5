package io.actionstream.media.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VideoWriterTest {
    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;

    @TempDir
    Path folder;

    @Test
    void shouldWriteMpeg4InAvi() throws IOException {
        Path file = folder.resolve("red.avi");
        write(file, 10);

        String header = new String(Arrays.copyOf(Files.readAllBytes(file), 200), StandardCharsets.ISO_8859_1);
        assertThat(header).startsWith("RIFF").contains("AVI ").contains("XVID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"red.avi", "red.mp4"})
    void shouldBeReadBackAsItWasWritten(String name) throws IOException {
        Path file = folder.resolve(name);
        write(file, 30);

        try (VideoReader reader = VideoReader.open(file)) {
            assertThat(reader.width()).isEqualTo(WIDTH);
            assertThat(reader.height()).isEqualTo(HEIGHT);
            assertThat(reader.frameRate()).isEqualTo(25);
            for (int i = 0; i < 30; i++) {
                assertThat(reader.next()).isTrue();
                assertThat(reader.timestampMillis()).isEqualTo(i * 40L);
                assertThat(rgb(reader))
                        .satisfiesExactly(
                                red -> assertThat(red).isCloseTo(255, within(4)),
                                green -> assertThat(green).isCloseTo(0, within(4)),
                                blue -> assertThat(blue).isCloseTo(0, within(4)));
            }
            assertThat(reader.next()).isFalse();
        }
    }

    @Test
    void shouldWriteMp4WhenTheNameSaysSo() throws IOException {
        Path file = folder.resolve("red.MP4");
        write(file, 10);

        String header = new String(Arrays.copyOf(Files.readAllBytes(file), 64), StandardCharsets.ISO_8859_1);
        assertThat(header).contains("ftyp");
    }

    @Test
    void shouldWriteTheSameBytesForTheSameFrames() throws IOException {
        write(folder.resolve("a.avi"), 30);
        write(folder.resolve("b.avi"), 30);

        assertThat(folder.resolve("a.avi")).hasSameBinaryContentAs(folder.resolve("b.avi"));
    }

    @Test
    void shouldEncodeAnImageAsItsPixels() throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.dispose();
        try (VideoWriter writer = VideoWriter.create(folder.resolve("image.avi"), WIDTH, HEIGHT, 25)) {
            writer.write(image);
        }
        write(folder.resolve("bytes.avi"), 1);

        assertThat(folder.resolve("image.avi")).hasSameBinaryContentAs(folder.resolve("bytes.avi"));
    }

    @Test
    void shouldShowTheFileOnlyWhenItIsWhole() throws IOException {
        Path file = folder.resolve("red.avi");
        VideoWriter writer = VideoWriter.create(file, WIDTH, HEIGHT, 25);
        writer.write(red());
        assertThat(file).doesNotExist();

        writer.close();
        writer.close();

        assertThat(files()).containsExactly(file);
    }

    @Test
    void shouldLeaveNothingOfADiscardedVideo() throws IOException {
        try (VideoWriter writer = VideoWriter.create(folder.resolve("red.avi"), WIDTH, HEIGHT, 25)) {
            writer.write(red());
            writer.discard();
        }

        assertThat(files()).isEmpty();
    }

    @Test
    void shouldRefuseFramesAfterClosing() throws IOException {
        VideoWriter writer = VideoWriter.create(folder.resolve("red.avi"), WIDTH, HEIGHT, 25);
        writer.close();

        assertThatIOException().isThrownBy(() -> writer.write(red())).withMessageContaining("it is closed");
    }

    @Test
    void shouldRefuseAFrameOfAnotherSize() throws IOException {
        try (VideoWriter writer = VideoWriter.create(folder.resolve("red.avi"), WIDTH, HEIGHT, 25)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.write(new byte[10]))
                    .withMessage("a frame of 64x48 has 9216 bytes, not 10");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.write(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB)))
                    .withMessageContaining("TYPE_3BYTE_BGR");
        }
    }

    @Test
    void shouldSayWhichFileCannotBeWritten() {
        Path file = folder.resolve("missing").resolve("red.avi");

        assertThatIOException()
                .isThrownBy(() -> VideoWriter.create(file, WIDTH, HEIGHT, 25))
                .withMessageContaining("missing")
                .withMessageContaining("No such file or directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"red.mkv", "red", "avi"})
    void shouldRefuseOtherContainers(String name) {
        assertThatIOException()
                .isThrownBy(() -> VideoWriter.create(folder.resolve(name), WIDTH, HEIGHT, 25))
                .withMessageContaining(".avi or .mp4");
    }

    @ParameterizedTest
    @CsvSource({
        "63,48,25,width",
        "64,47,25,height",
        "0,48,25,width",
        "64,8192,25,height",
        "64,48,0,frame rate",
        "64,48,NaN,frame rate"
    })
    void shouldNameTheBadOption(int width, int height, double frameRate, String option) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VideoWriter.create(folder.resolve("red.avi"), width, height, frameRate))
                .withMessageContaining(option);
    }

    private static void write(Path file, int frames) throws IOException {
        try (VideoWriter writer = VideoWriter.create(file, WIDTH, HEIGHT, 25)) {
            for (int i = 0; i < frames; i++) {
                writer.write(red());
            }
        }
    }

    /** The first pixel of the current frame. */
    private static List<Integer> rgb(VideoReader reader) throws IOException {
        byte[] pixels = reader.image().pixels();
        return List.of(pixels[0] & 0xFF, pixels[1] & 0xFF, pixels[2] & 0xFF);
    }

    private static byte[] red() {
        byte[] rgb = new byte[WIDTH * HEIGHT * 3];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = (byte) 255;
        }
        return rgb;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
