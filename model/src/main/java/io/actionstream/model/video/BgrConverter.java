package io.actionstream.model.video;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ411P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ440P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ444P;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU601;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/** Converts a frame to BGR at its own size, into an image that is reused. */
final class BgrConverter implements AutoCloseable {

    /** swscale writes whole vectors: rows are padded to a multiple of this. */
    private static final int ROW_PIXELS = 64;
    /** From this height on, video that names no colour space is taken for high definition. */
    private static final int HIGH_DEFINITION_HEIGHT = 720;

    private static final int PLANES = 4;
    private static final int UNIT = 1 << 16;

    private final PointerPointer<Pointer> planes = new PointerPointer<>(new Pointer[PLANES]);
    private final IntPointer strides = new IntPointer(new int[PLANES]);
    private SwsContext context;
    private Mat padded = new Mat();
    private Mat image = new Mat();

    /** Gives (height, width, BGR) as uint8, valid until the next call. */
    Mat convert(AVFrame frame) throws VideoException {
        fit(frame.width(), frame.height());
        prepare(frame);
        int rows = sws_scale(context, frame.data(), frame.linesize(), 0, frame.height(), planes, strides);
        if (rows != frame.height()) {
            throw new VideoException("can't convert a frame of pixel format " + frame.format());
        }
        return image;
    }

    private void fit(int width, int height) {
        if (image.cols() == width && image.rows() == height) {
            return;
        }
        release();
        int rowPixels = (width + ROW_PIXELS - 1) / ROW_PIXELS * ROW_PIXELS;
        padded = new Mat(height + 1, rowPixels, CV_8UC3);
        try (Rect visible = new Rect(0, 0, width, height)) {
            image = new Mat(padded, visible);
        }
        planes.put(0, padded.data());
        strides.put(0, rowPixels * padded.channels());
    }

    private void prepare(AVFrame frame) throws VideoException {
        int width = frame.width();
        int height = frame.height();
        context = sws_getCachedContext(
                context,
                width,
                height,
                frame.format(),
                width,
                height,
                AV_PIX_FMT_BGR24,
                SWS_BILINEAR | SWS_ACCURATE_RND,
                null,
                null,
                (DoublePointer) null);
        if (context == null) {
            throw new VideoException(
                    "can't convert a " + width + "x" + height + " frame of pixel format " + frame.format());
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
        image.close();
        padded.close();
    }

    @Override
    public void close() {
        sws_freeContext(context);
        release();
        planes.close();
        strides.close();
    }
}
