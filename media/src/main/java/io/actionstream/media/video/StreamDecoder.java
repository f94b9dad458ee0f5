package io.actionstream.media.video;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import io.actionstream.media.image.RgbImage;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.javacpp.PointerPointer;

/** Turns the packets of a demuxer into frames; packets that can't be decoded are skipped and counted. */
final class StreamDecoder implements VideoFrames {

    private final Demuxer demuxer;
    private final AVCodecContext codec;
    private final AVFrame frame = av_frame_alloc();
    private final RgbConverter converter = new RgbConverter();
    private int damaged;

    StreamDecoder(Demuxer demuxer, VideoAddress address, int threads) throws VideoException {
        this.demuxer = demuxer;
        AVCodecParameters parameters = demuxer.stream().codecpar();
        AVCodec decoder = avcodec_find_decoder(parameters.codec_id());
        this.codec = avcodec_alloc_context3(decoder);
        try {
            if (decoder == null) {
                String name = avcodec_get_name(parameters.codec_id()).getString();
                throw new VideoException("can't decode " + address + ": no decoder for " + name);
            }
            Ffmpeg.check(avcodec_parameters_to_context(codec, parameters), address.toString(), "decode");
            codec.pkt_timebase(demuxer.stream().time_base());
            codec.thread_count(threads);
            Ffmpeg.check(avcodec_open2(codec, decoder, (PointerPointer<?>) null), address.toString(), "decode");
        } catch (VideoException e) {
            close();
            throw e;
        }
    }

    @Override
    public long timestamp() {
        return frame.best_effort_timestamp();
    }

    @Override
    public long duration() {
        return frame.duration();
    }

    @Override
    public int width() {
        return frame.width();
    }

    @Override
    public int height() {
        return frame.height();
    }

    /** Follows the frame itself: its pixels and its orientation may change from frame to frame. */
    @Override
    public DisplayGeometry geometry() {
        AVFrameSideData matrix = av_frame_get_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX);
        Orientation orientation = matrix == null ? demuxer.orientation() : Orientation.of(matrix.data());
        return demuxer.geometry(frame.width(), frame.height(), frame, orientation);
    }

    @Override
    public RgbImage image() throws VideoException {
        return converter.convert(frame);
    }

    @Override
    public RgbImage image(int width, int height) throws VideoException {
        return converter.convert(frame, width, height);
    }

    @Override
    public int damaged() {
        return damaged;
    }

    /** Decodes the next frame, those that the codec holds back at the end included. */
    @Override
    public boolean next() throws VideoException {
        while (true) {
            int result = avcodec_receive_frame(codec, frame);
            if (result == 0) {
                return true;
            } else if (result == AVERROR_EOF()) {
                return false;
            } else if (result != AVERROR_EAGAIN()) {
                damaged++;
            } else if (avcodec_send_packet(codec, demuxer.next()) < 0) { // no packet: the codec gives what it holds
                damaged++;
            }
        }
    }

    @Override
    public void close() {
        converter.close();
        av_frame_free(frame);
        avcodec_free_context(codec);
    }
}
