package io.actionstream.bench.micro;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import io.actionstream.media.image.RgbImage;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * The yardstick: FFmpeg's JPEG decoder at a reduced size, then its scaler straight to RGB of another size. Lives as long as the
 * process that measures.
 */
final class FfmpegDecoder {
    private final AVCodecContext codec;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();
    private AVFrame rgb;
    private SwsContext scaler;

    /**
     * Opens a decoder.
     *
     * @param reduction 1, 2, 4 or 8: the factor by which the planes are smaller than the image
     */
    FfmpegDecoder(int reduction) {
        AVCodec mjpeg = avcodec_find_decoder(AV_CODEC_ID_MJPEG);
        codec = avcodec_alloc_context3(mjpeg);
        codec.lowres(Integer.numberOfTrailingZeros(reduction)).thread_count(1);
        check(avcodec_open2(codec, mjpeg, (PointerPointer<?>) null));
    }

    /** Decodes an image to RGB of its reduced size. */
    RgbImage decode(byte[] image) {
        decodePlanes(image);
        int width = frame.width();
        int height = frame.height();
        byte[] pixels = new byte[width * height * RgbImage.CHANNELS];
        scale(width, height, pixels, 0, width * RgbImage.CHANNELS);
        return new RgbImage(pixels, width, height);
    }

    /** Decodes an image and scales it bilinearly; rows of the target are so many bytes apart. */
    void decode(byte[] image, int width, int height, byte[] target, int offset, int stride) {
        decodePlanes(image);
        scale(width, height, target, offset, stride);
    }

    private void decodePlanes(byte[] image) {
        check(av_new_packet(packet, image.length));
        packet.data().put(image);
        check(avcodec_send_packet(codec, packet));
        check(avcodec_receive_frame(codec, frame));
    }

    private void scale(int width, int height, byte[] target, int offset, int stride) {
        if (rgb == null) {
            rgb = av_frame_alloc().format(AV_PIX_FMT_RGB24).width(width).height(height);
            check(av_frame_get_buffer(rgb, 0));
        }
        scaler = sws_getCachedContext(
                scaler,
                frame.width(),
                frame.height(),
                frame.format(),
                width,
                height,
                AV_PIX_FMT_RGB24,
                SWS_BILINEAR,
                null,
                null,
                (DoublePointer) null);
        check(sws_scale(scaler, frame.data(), frame.linesize(), 0, frame.height(), rgb.data(), rgb.linesize()));
        ByteBuffer padded =
                rgb.data(0).capacity((long) rgb.linesize(0) * height).asByteBuffer();
        for (int row = 0; row < height; row++) {
            padded.get(row * rgb.linesize(0), target, offset + row * stride, width * RgbImage.CHANNELS);
        }
        av_frame_unref(frame);
    }

    private static void check(int result) {
        if (result < 0) {
            throw new IllegalStateException("FFmpeg gives error " + result);
        }
    }
}
