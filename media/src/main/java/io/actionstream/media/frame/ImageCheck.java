package io.actionstream.media.frame;

import io.actionstream.media.image.ImageBytes;
import io.actionstream.media.image.ImageInfo;
import io.actionstream.media.image.ImageLimits;
import io.actionstream.media.image.ImageProblem;
import io.actionstream.media.image.ImageVerdict;
import io.actionstream.media.jpeg.JpegHeader;
import io.actionstream.media.png.PngDecoder;
import io.actionstream.media.png.PngHeaders;
import io.actionstream.model.clip.Fit;
import java.util.Optional;

/**
 * The cheap check on arrival: a known type (JPEG or PNG), whole, within the limits. It walks the headers and looks for
 * the end marker, and throws nothing whatever the bytes. Only an image without an end marker is decoded here, at a small size, to
 * tell whether it is whole. Safe for any number of threads.
 *
 * <p>Damage inside the compressed data shows only in decoding ({@link FrameDecoder}).
 */
public final class ImageCheck {

    private final ImageLimits limits;
    private final int height;
    private final int width;
    private final Fit fit;

    /**
     * Makes a check.
     *
     * @param limits what is refused
     * @param height rows of the samples that images are decoded to, on which the memory depends that decoding takes
     * @param width columns of the samples
     * @param fit how a picture fills them
     */
    public ImageCheck(ImageLimits limits, int height, int width, Fit fit) {
        this.limits = limits;
        this.height = height;
        this.width = width;
        this.fit = fit;
    }

    /** The problem with the image; empty when there is none. */
    public Optional<ImageProblem> problemIn(byte[] image) {
        return inspect(image) instanceof ImageProblem problem ? Optional.of(problem) : Optional.empty();
    }

    /**
     * Checks one image.
     *
     * @param image the encoded image; null counts as empty
     * @return an {@link ImageInfo}, or an {@link ImageProblem} saying why the image is refused
     */
    public ImageVerdict inspect(byte[] image) {
        if (image == null || image.length == 0) {
            return new ImageProblem(ImageProblem.EMPTY, "the image has no bytes");
        }
        if (image.length > limits.maxBytes()) {
            return new ImageProblem(
                    ImageProblem.TOO_MANY_BYTES,
                    image.length + " bytes are more than the limit of " + limits.maxBytes());
        }
        int start = ImageStart.find(image);
        if (start == image.length) {
            return new ImageProblem(ImageProblem.UNKNOWN_FORMAT, "neither a JPEG nor a PNG image");
        }
        return ImageBytes.beginsLike(image, start, JpegHeader.SIGNATURE) ? jpeg(image, start) : png(image, start);
    }

    private ImageVerdict jpeg(byte[] image, int start) {
        JpegHeader header = JpegHeader.read(image, start, limits.maxScanBlocks());
        if (header.problem() != null) {
            return header.problem();
        }
        ImageInfo info = header.info();
        Optional<ImageProblem> problem =
                beyondPixels(info).or(() -> beyondMemory(info, header.decodingBytes(reduction(info))));
        if (problem.isPresent()) {
            return problem.get();
        }
        if (header.scanBlocks() > limits.maxScanBlocks()) {
            return new ImageProblem(
                    ImageProblem.TOO_MANY_SCANS,
                    "the scans of the JPEG have more than " + limits.maxScanBlocks() + " blocks");
        }
        return header.isWhole() ? info : ImageProblem.truncated("the JPEG has no end");
    }

    private ImageVerdict png(byte[] image, int start) {
        ImageVerdict verdict = PngHeaders.walk(image, start, limits.maxPixels());
        if (!(verdict instanceof ImageInfo info)) {
            return verdict;
        }
        Optional<ImageProblem> problem =
                beyondPixels(info).or(() -> beyondMemory(info, PngDecoder.decodingBytes(info.width(), info.height())));
        return problem.isPresent() ? problem.get() : info;
    }

    private int reduction(ImageInfo info) {
        return Placement.of(info.width(), info.height(), width, height, fit).reduction();
    }

    private Optional<ImageProblem> beyondPixels(ImageInfo info) {
        long pixels = (long) info.width() * info.height();
        return pixels <= limits.maxPixels()
                ? Optional.empty()
                : Optional.of(new ImageProblem(
                        ImageProblem.TOO_MANY_PIXELS,
                        info.width() + "x" + info.height() + " is more than the limit of " + limits.maxPixels()
                                + " pixels"));
    }

    private Optional<ImageProblem> beyondMemory(ImageInfo info, long bytes) {
        return bytes <= limits.decodingBytes(info)
                ? Optional.empty()
                : Optional.of(new ImageProblem(
                        ImageProblem.TOO_MUCH_MEMORY,
                        "to decode " + info.width() + "x" + info.height() + " takes " + bytes
                                + " bytes of memory, more than the limit of " + limits.decodingBytes(info)));
    }
}
