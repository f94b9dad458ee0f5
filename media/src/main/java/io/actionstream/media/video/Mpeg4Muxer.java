package io.actionstream.media.video;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** Encodes YUV 4:2:0 pictures as MPEG-4 part 2 into a container; the same pictures give the same bytes. */
final class Mpeg4Muxer {
    /** 1 is the best quality, 31 the worst. */
    private static final int QUANTISER = 3;

    private static final int KEY_FRAME_EVERY = 25;
    /** MPEG-4 keeps the ticks of a second in 16 bits. */
    private static final int MAX_TICKS = 65_535;

    private final Path file;
    private final ContainerFile container;
    private final AVCodecContext encoder;
    private final AVPacket packet = av_packet_alloc();

    /** Opens the file and writes the container's header; on failure nothing stays open. */
    Mpeg4Muxer(Path file, int width, int height, double frameRate) throws IOException {
        this.file = file;
        this.container = new ContainerFile(file);
        AVCodec codec = avcodec_find_encoder(AV_CODEC_ID_MPEG4);
        encoder = avcodec_alloc_context3(codec);
        try {
            configure(VideoContainer.of(file), width, height, frameRate);
            check(avcodec_open2(encoder, codec, (AVDictionary) null));
            container.stream().time_base(encoder.time_base()).avg_frame_rate(encoder.framerate());
            check(avcodec_parameters_from_context(container.stream().codecpar(), encoder));
            container.begin();
        } catch (IOException e) {
            free();
            throw e;
        }
    }

    private void configure(VideoContainer kind, int width, int height, double frameRate) {
        AVRational rate = av_d2q(frameRate, MAX_TICKS);
        encoder.width(width)
                .height(height)
                .pix_fmt(AV_PIX_FMT_YUV420P)
                .framerate(rate)
                .time_base(av_inv_q(rate))
                .gop_size(KEY_FRAME_EVERY)
                .max_b_frames(0)
                .thread_count(1)
                .codec_tag(kind.codecTag())
                .global_quality(FF_QP2LAMBDA * QUANTISER)
                .flags(encoder.flags() | AV_CODEC_FLAG_QSCALE | AV_CODEC_FLAG_BITEXACT);
        if (container.wantsGlobalHeader()) {
            encoder.flags(encoder.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        }
    }

    /** Encodes one picture; its pts counts pictures. */
    void write(AVFrame picture) throws IOException {
        picture.quality(encoder.global_quality());
        check(avcodec_send_frame(encoder, picture));
        drain();
    }

    /** Writes what the encoder still holds and the container's index: from now on the file is whole. */
    void finish() throws IOException {
        check(avcodec_send_frame(encoder, null));
        drain();
        container.finish();
    }

    private void drain() throws IOException {
        int status = avcodec_receive_packet(encoder, packet);
        while (status >= 0) {
            packet.duration(1);
            container.write(packet, encoder.time_base());
            status = avcodec_receive_packet(encoder, packet);
        }
        if (status != AVERROR_EAGAIN() && status != AVERROR_EOF()) {
            check(status);
        }
    }

    /** Gives all native memory back, and puts the file in its place if it is finished, else deletes it. */
    void free() throws IOException {
        av_packet_free(packet);
        avcodec_free_context(encoder);
        container.close();
    }

    private void check(int status) throws VideoException {
        Ffmpeg.check(status, file.toString(), "write");
    }
}
