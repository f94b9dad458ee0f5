package io.actionstream.media.frame;

import io.actionstream.media.image.BrokenImageException;
import io.actionstream.media.image.ImageFormat;
import io.actionstream.media.image.ImageInfo;
import io.actionstream.media.image.ImageLimits;
import io.actionstream.media.image.ImageProblem;
import io.actionstream.media.image.ImageVerdict;
import io.actionstream.media.image.RgbImage;
import io.actionstream.media.jpeg.JpegDecoder;
import io.actionstream.media.png.PngDecoder;
import io.actionstream.model.clip.Fit;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Decodes an encoded frame into a sample, in Java and on the heap only: no image can do more than fail. A JPEG much larger than
 * the sample is decoded at a half, a quarter or an eighth of its size, which the decoder does in the transform and so for less
 * work. The pixels are taken as stored: an EXIF orientation is ignored, as frames of a camera have none. Safe for any
 * number of threads.
 *
 * <p>Not every damage can be seen: a JPEG whose entropy-coded data were altered without losing its markers may decode
 * to a picture with grey or smeared blocks, because the format has no checksum.
 */
public final class FrameDecoder {
    private final FrameScaler scaler;
    private final ImageCheck check;
    private final ImageLimits limits;
    private final Deque<JpegDecoder> free = new ConcurrentLinkedDeque<>(); // one for each thread that decodes

    /** Makes a decoder of samples of a height and width in pixels that show all of a picture, with the default limits. */
    public FrameDecoder(int height, int width) {
        this(height, width, Fit.LETTERBOX, ImageLimits.DEFAULT);
    }

    /** Makes a decoder that refuses images beyond the limits before anything is allocated for them. */
    public FrameDecoder(int height, int width, Fit fit, ImageLimits limits) {
        this.scaler = new FrameScaler(height, width, fit);
        this.check = new ImageCheck(limits, height, width, fit);
        this.limits = limits;
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
        scale(image, info.format(), scaler, scaler.placement(info.width(), info.height()), target, offset);
    }

    /**
     * Decodes one image for people: scaled down to fit, without black beside it. A smaller one keeps its size.
     *
     * @param image a JPEG or PNG
     * @throws BrokenImageException when the image can't be decoded
     */
    public RgbImage shrink(byte[] image) throws BrokenImageException {
        ImageInfo info = info(image);
        Placement placement = scaler.placement(info.width(), info.height());
        boolean small = info.width() <= placement.width() && info.height() <= placement.height();
        int width = small ? info.width() : placement.width();
        int height = small ? info.height() : placement.height();
        byte[] pixels = new byte[width * height * RgbImage.CHANNELS];
        Placement whole = new Placement(width, height, 0, 0, small ? 1 : placement.reduction());
        scale(image, info.format(), new FrameScaler(height, width), whole, pixels, 0);
        return new RgbImage(pixels, width, height);
    }

    private void scale(byte[] image, ImageFormat format, FrameScaler to, Placement placement, byte[] target, int offset)
            throws BrokenImageException {
        int start = ImageStart.find(image);
        if (format == ImageFormat.PNG) {
            to.scale(RgbPlanes.of(PngDecoder.decode(image, start), placement.reduction()), placement, target, offset);
            return;
        }
        JpegDecoder decoder = free.pollFirst();
        if (decoder == null) {
            decoder = new JpegDecoder(limits.maxScanBlocks());
        }
        try {
            to.scale(decoder.decode(image, start, placement.reduction()), placement, target, offset);
        } finally {
            free.addFirst(decoder);
        }
    }

    /**
     * Scales an image that is decoded already.
     *
     * @param image of any size
     * @param target receives (height, width, RGB) as uint8
     * @param offset of the sample's first byte in {@code target}
     */
    public void scale(RgbImage image, byte[] target, int offset) {
        scaler.scale(image, target, offset);
    }

    private ImageInfo info(byte[] image) throws BrokenImageException {
        ImageVerdict verdict = check.inspect(image);
        if (verdict instanceof ImageProblem problem) {
            throw new BrokenImageException(problem.reason() + ": " + problem.detail());
        }
        return (ImageInfo) verdict;
    }
}
