package io.actionstream.media.video;

import static io.actionstream.media.video.TestVideos.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import io.actionstream.media.frame.FrameDecoder;
import io.actionstream.media.frame.FrameEncoder;
import io.actionstream.media.image.RgbImage;
import io.actionstream.media.jpeg.TestJpeg;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegVideoTest {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 96;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"v.avi", "v.mov", "v.mkv", "v.mjpeg"})
    void shouldDecodeSamplesAsTheLiveJobDoes(String name) throws Exception {
        List<byte[]> jpegs = jpegs(5);
        FrameDecoder decoder = new FrameDecoder(32, 32);
        byte[] live = new byte[32 * 32 * 3];
        byte[] offline = new byte[live.length];

        try (VideoReader reader = VideoReader.open(write(name, WIDTH, HEIGHT, jpegs))) {
            for (int frame = 0; frame < jpegs.size(); frame++) {
                assertThat(reader.next()).isTrue();
                assertThat(reader.timestampMillis()).isEqualTo(frame * 40L);
                reader.sampleInto(decoder, offline, 0);
                decoder.decode(jpegs.get(frame), live, 0);
                assertThat(offline).isEqualTo(live);
            }
            assertThat(reader.next()).isFalse();
            assertThat(reader.damaged()).isZero();
        }
    }

    @Test
    void shouldDecodeWholeFramesAsTheLiveJobDoes() throws Exception {
        byte[] jpeg = jpegs(1).get(0);
        byte[] live = new byte[WIDTH * HEIGHT * 3];
        new FrameDecoder(HEIGHT, WIDTH).decode(jpeg, live, 0);

        try (VideoReader reader = VideoReader.open(write("v.avi", WIDTH, HEIGHT, List.of(jpeg)))) {
            reader.next();
            RgbImage image = reader.image();
            assertThat(image.width()).isEqualTo(WIDTH);
            assertThat(image.height()).isEqualTo(HEIGHT);
            assertThat(image.pixels()).isEqualTo(live);
        }
    }

    @ParameterizedTest
    @CsvSource({"160, 96", "1280, 720"})
    void shouldKeepColoursWhenItResizes(int width, int height) throws IOException {
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = (byte) 0xF0;
            rgb[i + 1] = (byte) 0xA0;
            rgb[i + 2] = 0x10;
        }
        byte[] orange = new FrameEncoder(95).encode(rgb, width, height);

        try (VideoReader reader = VideoReader.open(write("v.avi", width, height, List.of(orange)))) {
            reader.next();
            RgbImage image = reader.image(70, 30);
            assertThat(image.width()).isEqualTo(70);
            assertThat(image.height()).isEqualTo(30);
            for (int i = 0; i < image.pixels().length; i += 3) {
                assertThat(image.pixels()[i] & 0xFF).isCloseTo(0xF0, within(4));
                assertThat(image.pixels()[i + 1] & 0xFF).isCloseTo(0xA0, within(4));
                assertThat(image.pixels()[i + 2] & 0xFF).isCloseTo(0x10, within(4));
            }
        }
    }

    @Test
    void shouldSkipWhatItsOwnDecoderRefusesAndCountIt() throws IOException {
        List<byte[]> jpegs = jpegs(5);
        byte[] damaged = jpegs.get(1);
        damaged[damaged.length / 2] = (byte) 0xFF; // an end that only decoding finds to be too early
        damaged[damaged.length / 2 + 1] = (byte) 0xD9;
        byte[] truncated = jpegs.get(3);

        List<byte[]> packets = List.of(
                jpegs.get(0),
                damaged,
                jpegs.get(2),
                Arrays.copyOf(truncated, truncated.length / 2),
                jpegs.get(4),
                "no image".getBytes(StandardCharsets.US_ASCII));
        try (VideoReader reader = VideoReader.open(write("v.avi", WIDTH, HEIGHT, packets))) {
            assertThat(times(reader)).containsExactly(0L, 80L, 160L);
            assertThat(reader.damaged()).isEqualTo(3);
        }
    }

    @Test
    void shouldDecodeWhatCamerasSendWithoutHuffmanTables() throws IOException {
        TestJpeg jpeg = new TestJpeg(WIDTH, HEIGHT, (component, x, y) -> component == 0 ? x : 128, 0x21, 0x11, 0x11);

        Path video = write(
                "v.avi", WIDTH, HEIGHT, List.of(jpeg.withoutHuffmanTables().encode()));

        try (VideoReader reader = VideoReader.open(video)) {
            reader.next();
            byte[] pixels = reader.image().pixels();
            assertThat(pixels[(50 * WIDTH + 100) * 3] & 0xFF).isCloseTo(100, within(8));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, -1, 0, 96, 160, 95, 0", "-1, 0, 0, -1, 160, 96, 159, 95", "0, -1, 1, 0, 96, 160, 0, 159",
        "-1, 0, 0, 1, 160, 96, 159, 0", "1, 0, 0, -1, 160, 96, 0, 95", "0, 1, 1, 0, 96, 160, 0, 0",
        "0, -1, -1, 0, 96, 160, 95, 159", "2, 0, 0, 1, 320, 96, 0, 0"
    })
    void shouldTurnUpright(int a, int b, int c, int d, int width, int height, int cornerX, int cornerY)
            throws IOException {
        byte[] rgb = new byte[WIDTH * HEIGHT * 3];
        for (int row = 0; row < 32; row++) {
            Arrays.fill(rgb, row * WIDTH * 3, (row * WIDTH + 32) * 3, (byte) 255);
        }
        Path file = write("v.mov", WIDTH, HEIGHT, List.of(new FrameEncoder(90).encode(rgb, WIDTH, HEIGHT)));
        Remux.turn(file, a, b, c, d);

        try (VideoReader reader = VideoReader.open(file)) {
            reader.next();
            RgbImage image = reader.image();
            assertThat(image.width()).isEqualTo(width).isEqualTo(reader.width());
            assertThat(image.height()).isEqualTo(height).isEqualTo(reader.height());
            assertThat(image.pixels()[(cornerY * width + cornerX) * 3] & 0xFF).isGreaterThan(240);
            byte[] sample = new byte[width * height * 3];
            reader.sampleInto(new FrameDecoder(height, width), sample, 0);
            assertThat(sample).isEqualTo(image.pixels());
        }
    }

    /** Each packet holds two JPEGs, of every other row each. */
    @Test
    void shouldPutTheFieldsOfInterlacedVideoTogether() throws IOException {
        byte[] field = new FrameEncoder(90).encode(new byte[WIDTH * HEIGHT * 3], WIDTH, HEIGHT);
        byte[] packet = Arrays.copyOf(field, 2 * field.length);
        System.arraycopy(field, 0, packet, field.length, field.length);

        try (VideoReader reader = VideoReader.open(write("v.avi", WIDTH, 2 * HEIGHT, List.of(packet, packet)))) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.image().height()).isEqualTo(2 * HEIGHT);
            assertThat(reader.next()).isTrue();
            assertThat(reader.next()).isFalse();
        }
    }

    /** Pictures with edges in colour, each another one. */
    private static List<byte[]> jpegs(int count) {
        FrameEncoder encoder = new FrameEncoder(80);
        return IntStream.range(0, count)
                .mapToObj(number -> {
                    byte[] rgb = new byte[WIDTH * HEIGHT * 3];
                    for (int i = 0; i < rgb.length; i++) {
                        int x = i / 3 % WIDTH + 5 * number;
                        int y = i / 3 / WIDTH;
                        rgb[i] = (byte) ((x / 11 + y / 7) % 2 * 90 + (x + y) * (i % 3 + 1) % 100);
                    }
                    return encoder.encode(rgb, WIDTH, HEIGHT);
                })
                .toList();
    }

    /** Writes JPEGs into a container that its name tells, 25 a second. */
    private Path write(String name, int width, int height, List<byte[]> jpegs) throws IOException {
        Path file = folder.resolve(name);
        if (name.endsWith(".mjpeg")) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            jpegs.forEach(all::writeBytes);
            return Files.write(file, all.toByteArray());
        }
        Ffmpeg.load();
        AVFormatContext container = new AVFormatContext(null);
        AVIOContext output = new AVIOContext(null);
        AVPacket packet = av_packet_alloc();
        check(avformat_alloc_output_context2(container, null, null, file.toString()));
        AVStream stream = avformat_new_stream(container, null);
        stream.time_base(av_make_q(1, 25)).avg_frame_rate(av_make_q(25, 1));
        stream.codecpar()
                .codec_type(AVMEDIA_TYPE_VIDEO)
                .codec_id(AV_CODEC_ID_MJPEG)
                .width(width)
                .height(height);
        check(avio_open(output, file.toString(), AVIO_FLAG_WRITE));
        container.pb(output);
        check(avformat_write_header(container, (AVDictionary) null));
        for (int frame = 0; frame < jpegs.size(); frame++) {
            check(av_new_packet(packet, jpegs.get(frame).length));
            packet.data().put(jpegs.get(frame));
            packet.pts(frame).dts(frame).duration(1);
            av_packet_rescale_ts(packet, av_make_q(1, 25), stream.time_base());
            check(av_interleaved_write_frame(container, packet));
        }
        check(av_write_trailer(container));
        check(avio_closep(output));
        av_packet_free(packet);
        avformat_free_context(container);
        return file;
    }

    private static void check(int result) {
        assertThat(result).isNotNegative();
    }
}
