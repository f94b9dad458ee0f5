package io.actionstream.media.video;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ411P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ440P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ444P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU601;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INP;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import io.actionstream.media.image.RgbImage;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;

/** Converts decoded frames to RGB and, when asked for, to another size. For one thread at a time. */
final class RgbConverter implements AutoCloseable {

    /** From this height on, video that names no colour space is taken for high definition. */
    private static final int HIGH_DEFINITION_HEIGHT = 720;

    private static final int BEST_ALIGNMENT = 0;
    /** Averages what becomes smaller. Without the last two, colours of every other column would be left out. */
    private static final int RESIZING = SWS_AREA | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INP | SWS_FULL_CHR_H_INT;

    private static final int UNIT = 1 << 16;

    private SwsContext context;
    /** The picture that swscale writes, whose rows are padded to whole vectors; kept from frame to frame. */
    private AVFrame rgb;

    /** Converts a frame at its own size into a new image. */
    RgbImage convert(AVFrame frame) throws VideoException {
        return convert(frame, frame.width(), frame.height());
    }

    /** Converts a frame to a width and height in pixels into a new image. What becomes smaller is averaged. */
    RgbImage convert(AVFrame frame, int width, int height) throws VideoException {
        prepare(frame, width, height);
        allocate(width, height);
        int rows = sws_scale(context, frame.data(), frame.linesize(), 0, frame.height(), rgb.data(), rgb.linesize());
        if (rows != height) {
            throw new VideoException("can't convert a frame of pixel format " + frame.format());
        }
        return copy();
    }

    /** Resizes an image to a width and height in pixels. What becomes smaller is averaged. */
    RgbImage convert(RgbImage image, int width, int height) throws VideoException {
        AVFrame frame = av_frame_alloc()
                .format(AV_PIX_FMT_RGB24)
                .width(image.width())
                .height(image.height())
                .colorspace(SWS_CS_ITU601);
        try {
            Ffmpeg.check(av_frame_get_buffer(frame, BEST_ALIGNMENT), "memory for an image", "get");
            int rowBytes = image.width() * RgbImage.CHANNELS;
            int stride = frame.linesize(0);
            ByteBuffer padded =
                    frame.data(0).capacity((long) stride * image.height()).asByteBuffer();
            for (int row = 0; row < image.height(); row++) {
                padded.put(row * stride, image.pixels(), row * rowBytes, rowBytes);
            }
            return convert(frame, width, height);
        } finally {
            av_frame_free(frame);
        }
    }

    private RgbImage copy() {
        int rowBytes = rgb.width() * RgbImage.CHANNELS;
        int stride = rgb.linesize(0);
        ByteBuffer padded = rgb.data(0).capacity((long) stride * rgb.height()).asByteBuffer();
        byte[] pixels = new byte[rowBytes * rgb.height()];
        for (int row = 0; row < rgb.height(); row++) {
            padded.get(row * stride, pixels, row * rowBytes, rowBytes);
        }
        return new RgbImage(pixels, rgb.width(), rgb.height());
    }

    private void allocate(int width, int height) throws VideoException {
        if (rgb != null && rgb.width() == width && rgb.height() == height) {
            return;
        }
        release();
        rgb = av_frame_alloc().format(AV_PIX_FMT_RGB24).width(width).height(height);
        if (av_frame_get_buffer(rgb, BEST_ALIGNMENT) < 0) {
            release();
            throw new VideoException("no memory for a frame of " + width + "x" + height);
        }
    }

    private void prepare(AVFrame frame, int width, int height) throws VideoException {
        boolean sameSize = width == frame.width() && height == frame.height();
        context = sws_getCachedContext(
                context,
                frame.width(),
                frame.height(),
                frame.format(),
                width,
                height,
                AV_PIX_FMT_RGB24,
                sameSize ? SWS_BILINEAR : RESIZING,
                null,
                null,
                (DoublePointer) null);
        if (context == null) {
            throw new VideoException("can't convert a " + frame.width() + "x" + frame.height()
                    + " frame of pixel format " + frame.format() + " to " + width + "x" + height);
        }
        IntPointer from = sws_getCoefficients(colourSpace(frame));
        IntPointer to = sws_getCoefficients(SWS_CS_ITU601);
        sws_setColorspaceDetails(context, from, isFullRange(frame) ? 1 : 0, to, 1, 0, UNIT, UNIT);
    }

    private static int colourSpace(AVFrame frame) {
        if (frame.colorspace() != AVCOL_SPC_UNSPECIFIED) {
            return frame.colorspace(); // swscale numbers them alike
        }
        return frame.height() >= HIGH_DEFINITION_HEIGHT ? SWS_CS_ITU709 : SWS_CS_ITU601;
    }

    private static boolean isFullRange(AVFrame frame) {
        int format = frame.format();
        return frame.color_range() == AVCOL_RANGE_JPEG
                || format == AV_PIX_FMT_YUVJ420P
                || format == AV_PIX_FMT_YUVJ422P
                || format == AV_PIX_FMT_YUVJ444P
                || format == AV_PIX_FMT_YUVJ440P
                || format == AV_PIX_FMT_YUVJ411P;
    }

    private void release() {
        if (rgb != null) {
            av_frame_free(rgb);
            rgb = null;
        }
    }

    @Override
    public void close() {
        sws_freeContext(context);
        release();
    }
}
