package io.actionstream.model.frame;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_EXPLODE;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ444P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.actionstream.model.avx512.Plane;
import io.actionstream.model.image.ImageInfo;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.PointerPointer;

/**
 * FFmpeg's JPEG decoder: three times as fast as OpenCV's, whose library is built without vector instructions. It leaves
 * brightness and colour in planes of their own, and says no to whatever is damaged or uncommon. For one image:
 * it would read a second one that lacks its tables by those of the first.
 */
final class FfmpegDecoder implements AutoCloseable {

    static {
        FfmpegLog.silence();
    }

    private final int reduction;
    private final AVCodecContext codec;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();

    /**
     * Opens a decoder.
     *
     * @param reduction 1, 2, 4 or 8: the factor by which the planes are smaller than the image
     * @param maxPixels of an image, beyond which nothing is allocated for it
     */
    FfmpegDecoder(int reduction, int maxPixels) {
        this.reduction = reduction;
        AVCodec mjpeg = avcodec_find_decoder(AV_CODEC_ID_MJPEG);
        codec = avcodec_alloc_context3(mjpeg);
        codec.lowres(Integer.numberOfTrailingZeros(reduction));
        codec.max_pixels(maxPixels);
        codec.thread_count(1);
        codec.err_recognition(AV_EF_EXPLODE);
        if (avcodec_open2(codec, mjpeg, (PointerPointer<?>) null) < 0) {
            close();
            throw new IllegalStateException("FFmpeg cannot decode JPEG");
        }
    }

    /** Decodes the image; false when it is not to be had whole from here. */
    boolean decode(byte[] image, ImageInfo info) {
        if (av_new_packet(packet, image.length) < 0) {
            return false;
        }
        packet.data().put(image);
        boolean decoded = avcodec_send_packet(codec, packet) == 0 && avcodec_receive_frame(codec, frame) == 0;
        return decoded && frame.decode_error_flags() == 0 && hasCommonFormat() && hasSizeOf(info);
    }

    private boolean hasCommonFormat() {
        int format = frame.format();
        return format == AV_PIX_FMT_YUVJ420P || format == AV_PIX_FMT_YUVJ422P || format == AV_PIX_FMT_YUVJ444P;
    }

    private boolean hasSizeOf(ImageInfo info) {
        return frame.width() == part(info.width(), reduction) && frame.height() == part(info.height(), reduction);
    }

    /**
     * One of the planes of the image, as uint8; valid until the decoder is closed.
     *
     * @param index 0 for Y, 1 for Cb, 2 for Cr
     */
    Plane plane(int index) {
        boolean halfWidth = index > 0 && frame.format() != AV_PIX_FMT_YUVJ444P;
        boolean halfHeight = index > 0 && frame.format() == AV_PIX_FMT_YUVJ420P;
        int width = part(frame.width(), halfWidth ? 2 : 1);
        int height = part(frame.height(), halfHeight ? 2 : 1);
        return new Plane(frame.data(index).address(), frame.linesize(index), width, height);
    }

    private static int part(int side, int factor) {
        return (side + factor - 1) / factor;
    }

    @Override
    public void close() {
        av_frame_free(frame);
        av_packet_free(packet);
        avcodec_free_context(codec);
    }
}
