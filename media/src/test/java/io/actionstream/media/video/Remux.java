package io.actionstream.media.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_QSCALE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_FLV1;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_S16LE;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.FF_QP2LAMBDA;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.PointerPointer;

/** Writes the pictures of a video of one stream into another container, as they are, with other data about them. */
public final class Remux {
    private static final int MICROS = 1_000_000;
    private static final int SOUND_RATE = 8000;
    private static final int SOUND_PACKET_MILLIS = 100;

    private final Path source;
    private final AVDictionary options = new AVDictionary(null);
    private double frameRate = 25;
    private LongUnaryOperator timeMicros;
    private int pixelWidth;
    private int pixelHeight = 1;
    private int soundMillis;

    private Remux(Path source) {
        this.source = source;
    }

    public static Remux of(Path source) {
        return new Remux(source);
    }

    /** Frames come at this rate. */
    public Remux frameRate(double rate) {
        frameRate = rate;
        return this;
    }

    /** When each frame is shown, in microseconds, instead. */
    public Remux times(LongUnaryOperator microsOfFrame) {
        timeMicros = microsOfFrame;
        return this;
    }

    /** The shape of pixels that the container names. */
    public Remux pixels(int width, int height) {
        pixelWidth = width;
        pixelHeight = height;
        return this;
    }

    /** Adds silence of that length. */
    public Remux sound(int millis) {
        soundMillis = millis;
        return this;
    }

    /** Sets an option of the container. */
    public Remux option(String name, String value) {
        av_dict_set(options, name, value, 0);
        return this;
    }

    /** Writes the container that the file's name tells: {@code .webm} with whatever codec it is, {@code .flv} with FLV1 only. */
    public Path to(Path file) throws IOException {
        Ffmpeg.load();
        boolean isWebm = file.toString().endsWith(".webm");
        AVFormatContext input = avformat_alloc_context();
        AVFormatContext output = new AVFormatContext(null);
        AVIOContext bytes = new AVIOContext(null);
        check(avformat_open_input(input, source.toString(), null, null));
        check(avformat_find_stream_info(input, (PointerPointer<?>) null));
        check(avformat_alloc_output_context2(output, null, isWebm ? "matroska" : null, file.toString()));
        AVStream video = avformat_new_stream(output, null);
        check(avcodec_parameters_copy(video.codecpar(), input.streams(0).codecpar()));
        video.codecpar().codec_tag(0);
        AVRational rate = rational(frameRate);
        boolean isAvi = file.toString().endsWith(".avi"); // whose ticks are frames
        video.time_base(isAvi ? av_make_q(rate.den(), rate.num()) : av_make_q(1, MICROS))
                .avg_frame_rate(rate);
        if (pixelWidth > 0) {
            video.sample_aspect_ratio(av_make_q(pixelWidth, pixelHeight));
            video.codecpar().sample_aspect_ratio(av_make_q(pixelWidth, pixelHeight));
        }
        AVStream sound = soundMillis > 0 ? sound(output) : null;
        check(avio_open(bytes, file.toString(), AVIO_FLAG_WRITE));
        output.pb(bytes);
        check(avformat_write_header(output, options));
        av_dict_free(options);
        AVPacket packet = av_packet_alloc();
        for (long frame = 0; av_read_frame(input, packet) >= 0; frame++) {
            packet.stream_index(video.index());
            at(packet, micros(frame), MICROS / frameRate, video);
            check(av_interleaved_write_frame(output, packet));
        }
        for (int millis = 0; millis < soundMillis; millis += SOUND_PACKET_MILLIS) {
            av_packet_unref(packet);
            check(av_new_packet(packet, SOUND_RATE * SOUND_PACKET_MILLIS / 1000 * 2));
            packet.data().put(new byte[packet.size()]);
            packet.stream_index(sound.index());
            at(packet, 1000L * millis, 1000.0 * SOUND_PACKET_MILLIS, sound);
            check(av_interleaved_write_frame(output, packet));
        }
        check(av_write_trailer(output));
        check(avio_closep(bytes));
        av_packet_free(packet);
        avformat_close_input(input);
        avformat_free_context(output);
        return isWebm ? nameWebm(file) : file;
    }

    private static AVStream sound(AVFormatContext output) {
        AVStream sound = avformat_new_stream(output, null);
        sound.time_base(av_make_q(1, SOUND_RATE));
        sound.codecpar()
                .codec_type(AVMEDIA_TYPE_AUDIO)
                .codec_id(AV_CODEC_ID_PCM_S16LE)
                .sample_rate(SOUND_RATE)
                .bits_per_coded_sample(16)
                .block_align(2);
        av_channel_layout_default(sound.codecpar().ch_layout(), 1);
        return sound;
    }

    private long micros(long frame) {
        return timeMicros == null ? Math.round(frame * MICROS / frameRate) : timeMicros.applyAsLong(frame);
    }

    private static void at(AVPacket packet, long micros, double durationMicros, AVStream stream) {
        double ticks = stream.time_base().den() / (double) stream.time_base().num() / MICROS;
        long time = Math.round(micros * ticks);
        packet.pts(time).dts(time).duration(Math.round(durationMicros * ticks)).pos(-1);
    }

    private static AVRational rational(double rate) {
        return rate == Math.rint(rate) ? av_make_q((int) rate, 1) : av_make_q((int) Math.round(rate * 1001), 1001);
    }

    private static Path nameWebm(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("matroska");
        System.arraycopy("webm\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1), 0, bytes, at, 8);
        return Files.write(file, bytes);
    }

    /** Encodes the pictures as FLV1, the one codec of FLV that has an encoder here, into AVI. */
    public static Path flv1(Path source, Path avi) throws IOException {
        Ffmpeg.load();
        AVFormatContext input = avformat_alloc_context();
        AVFormatContext output = new AVFormatContext(null);
        AVIOContext bytes = new AVIOContext(null);
        check(avformat_open_input(input, source.toString(), null, null));
        check(avformat_find_stream_info(input, (PointerPointer<?>) null));
        AVStream from = input.streams(0);
        AVCodec decoding = avcodec_find_decoder(from.codecpar().codec_id());
        AVCodecContext decoder = avcodec_alloc_context3(decoding);
        check(avcodec_parameters_to_context(decoder, from.codecpar()));
        check(avcodec_open2(decoder, decoding, (AVDictionary) null));
        AVCodec encoding = avcodec_find_encoder(AV_CODEC_ID_FLV1);
        AVCodecContext encoder = avcodec_alloc_context3(encoding)
                .width(decoder.width())
                .height(decoder.height())
                .pix_fmt(AV_PIX_FMT_YUV420P)
                .time_base(from.time_base())
                .gop_size(10);
        encoder.thread_count(1).flags(encoder.flags() | AV_CODEC_FLAG_QSCALE).global_quality(3 * FF_QP2LAMBDA);
        check(avcodec_open2(encoder, encoding, (AVDictionary) null));
        check(avformat_alloc_output_context2(output, null, "avi", avi.toString()));
        AVStream to = avformat_new_stream(output, null);
        check(avcodec_parameters_from_context(to.codecpar(), encoder));
        to.time_base(from.time_base());
        check(avio_open(bytes, avi.toString(), AVIO_FLAG_WRITE));
        output.pb(bytes);
        check(avformat_write_header(output, (AVDictionary) null));
        AVPacket packet = av_packet_alloc();
        AVFrame frame = av_frame_alloc();
        long count = 0;
        while (av_read_frame(input, packet) >= 0) {
            check(avcodec_send_packet(decoder, packet));
            av_packet_unref(packet);
            while (avcodec_receive_frame(decoder, frame) >= 0) {
                check(avcodec_send_frame(encoder, frame.pts(count).pict_type(0).quality(3 * FF_QP2LAMBDA)));
                check(avcodec_receive_packet(encoder, packet));
                packet.pts(count).dts(count).duration(1);
                count++;
                check(av_interleaved_write_frame(output, packet));
            }
        }
        check(av_write_trailer(output));
        check(avio_closep(bytes));
        av_packet_free(packet);
        av_frame_free(frame);
        avcodec_free_context(decoder);
        avcodec_free_context(encoder);
        avformat_close_input(input);
        avformat_free_context(output);
        return avi;
    }

    /** Sets the first four numbers that matter of an MP4's or MOV's display matrix. */
    public static Path turn(Path file, double a, double b, double c, double d) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int matrix = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("tkhd") + 44;
        ByteBuffer.wrap(bytes)
                .putInt(matrix, fixed(a))
                .putInt(matrix + 4, fixed(b))
                .putInt(matrix + 12, fixed(c))
                .putInt(matrix + 16, fixed(d));
        return Files.write(file, bytes);
    }

    /** Cuts a file off behind a share of its pictures. */
    public static Path cut(Path file, double share) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        boolean isAvi = text.startsWith("RIFF");
        int first = isAvi ? text.indexOf("movi") + 4 : 0;
        int last = isAvi ? text.indexOf("idx1") : bytes.length;
        return Files.write(file, Arrays.copyOf(bytes, first + (int) ((last - first) * share)));
    }

    private static int fixed(double value) {
        return (int) Math.round(value * (1 << 16));
    }

    private static void check(int result) throws IOException {
        if (result < 0) {
            throw new IOException(Ffmpeg.text(result));
        }
    }
}
