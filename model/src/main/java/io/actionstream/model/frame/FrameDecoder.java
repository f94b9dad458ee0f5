package io.actionstream.model.frame;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import io.actionstream.model.avx512.Plane;
import io.actionstream.model.image.BrokenImageException;
import io.actionstream.model.image.ImageFormat;
import io.actionstream.model.image.ImageInfo;
import io.actionstream.model.image.ImageLimits;
import io.actionstream.model.image.ImageProblem;
import io.actionstream.model.image.ImageVerdict;
import io.actionstream.model.png.PngDecoder;
import java.lang.ref.Reference;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.IntFunction;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Decodes an encoded frame into a sample. A JPEG much larger than the sample is decoded at a half, a quarter or an
 * eighth of its size, which the decoder does in the transform and so for less work. The pixels are taken as stored: an EXIF
 * orientation is ignored, as frames of a camera have none. Safe for any number of threads.
 *
 * <p>Not every damage can be seen: a JPEG whose entropy-coded data were altered without losing its markers may decode
 * to a picture with grey or smeared blocks, because the format has no checksum.
 */
public final class FrameDecoder {
    /** Bytes of an image beyond which the memory that it took is given back. */
    private static final int MOST_KEPT = 1 << 20;

    private final FrameScaler scaler;
    private final ImageCheck check;
    private final int maxPixels;
    private final Deque<BaselineDecoder> free = new ConcurrentLinkedDeque<>();

    /** Makes a decoder of samples of a height and width in pixels, with the default limits. */
    public FrameDecoder(int height, int width) {
        this(height, width, ImageLimits.DEFAULT);
    }

    /** Makes a decoder that refuses images beyond the limits before anything is allocated for them. */
    public FrameDecoder(int height, int width, ImageLimits limits) {
        this.scaler = new FrameScaler(height, width);
        this.check = new ImageCheck(limits);
        this.maxPixels = limits.maxPixels();
    }

    /**
     * Decodes one image.
     *
     * @param image a JPEG or PNG
     * @param target receives (height, width, RGB) as uint8; untouched when the image is broken
     * @param offset of the sample's first byte in {@code target}
     * @throws BrokenImageException when the image can't be decoded
     */
    public void decode(byte[] image, byte[] target, int offset) throws BrokenImageException {
        ImageInfo info = info(image);
        Fit fit = scaler.fit(info.width(), info.height());
        if (info.format() != ImageFormat.JPEG) {
            scaler.scale(PngDecoder.decode(image, 0), target, offset);
        } else if (!decodeBaseline(image, fit, target, offset) && !decodeByFfmpeg(image, info, fit, target, offset)) {
            decode(image, reducedColour(fit.reduction()), fit.reduced(), target, offset); // OpenCV has the last word
        }
    }

    private boolean decodeBaseline(byte[] image, Fit fit, byte[] target, int offset) {
        BaselineDecoder decoder = free.pollFirst();
        if (decoder == null) {
            decoder = BaselineDecoder.create().orElse(null);
        }
        if (decoder == null) {
            return false;
        }
        boolean decoded = decoder.decode(image, fit.reduction());
        if (decoded) {
            scale(decoder::plane, fit, target, offset);
        }
        Reference.reachabilityFence(decoder); // its memory goes with it
        if (image.length <= MOST_KEPT) {
            free.addFirst(decoder);
        }
        return decoded;
    }

    private boolean decodeByFfmpeg(byte[] image, ImageInfo info, Fit fit, byte[] target, int offset) {
        try (FfmpegDecoder jpeg = new FfmpegDecoder(fit.reduction(), maxPixels)) {
            boolean decoded = jpeg.decode(image, info);
            if (decoded) {
                scale(jpeg::plane, fit, target, offset);
            }
            return decoded;
        }
    }

    private void scale(IntFunction<Plane> planes, Fit fit, byte[] target, int offset) {
        scaler.scale(planes.apply(0), planes.apply(1), planes.apply(2), fit.reduced(), target, offset);
    }

    private void decode(byte[] image, int mode, Fit fit, byte[] target, int offset) throws BrokenImageException {
        try (Mat bgr = pixels(image, mode | IMREAD_IGNORE_ORIENTATION)) {
            scaler.scale(bgr, fit, target, offset);
        }
    }

    private ImageInfo info(byte[] image) throws BrokenImageException {
        ImageVerdict verdict = check.inspect(image);
        if (verdict instanceof ImageProblem problem) {
            throw new BrokenImageException(problem.reason() + ": " + problem.detail());
        }
        return (ImageInfo) verdict;
    }

    private static Mat pixels(byte[] image, int flags) throws BrokenImageException {
        try (BytePointer bytes = new BytePointer(image);
                Mat encoded = new Mat(1, image.length, CV_8UC1, bytes)) {
            Mat bgr = imdecode(encoded, flags);
            if (bgr.empty()) {
                bgr.close();
                throw new BrokenImageException("the compressed data are damaged");
            }
            return bgr;
        } catch (RuntimeException e) {
            throw new BrokenImageException("the decoder refused the image: " + e.getMessage());
        }
    }

    private static int reducedColour(int reduction) {
        return switch (reduction) {
            case 2 -> IMREAD_REDUCED_COLOR_2;
            case 4 -> IMREAD_REDUCED_COLOR_4;
            case 8 -> IMREAD_REDUCED_COLOR_8;
            default -> IMREAD_COLOR;
        };
    }
}
