package io.actionstream.model.frame;

import io.actionstream.model.image.ImageBytes;
import io.actionstream.model.image.ImageInfo;
import io.actionstream.model.image.ImageLimits;
import io.actionstream.model.image.ImageProblem;
import io.actionstream.model.image.ImageVerdict;
import io.actionstream.model.png.PngHeaders;
import java.util.Optional;

/**
 * The cheap check on arrival: a known type (JPEG or PNG), whole, within the limits. It walks the headers and looks for
 * the end marker; it neither copies nor decodes anything, and throws nothing whatever the bytes. Safe for any number of
 * threads.
 *
 * <p>Damage inside the compressed data shows only in decoding ({@link FrameDecoder}).
 */
public final class ImageCheck {

    private final ImageLimits limits;

    public ImageCheck(ImageLimits limits) {
        this.limits = limits;
    }

    /** What is wrong with the image; empty when nothing is. */
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
        ImageVerdict verdict = walk(image);
        return verdict instanceof ImageInfo info ? withinPixels(info) : verdict;
    }

    private ImageVerdict walk(byte[] image) {
        if (ImageBytes.beginsLike(image, JpegHeaders.SIGNATURE)) {
            return JpegHeaders.walk(image);
        }
        if (ImageBytes.beginsLike(image, PngHeaders.SIGNATURE)) {
            return PngHeaders.walk(image, 0, limits.maxPixels());
        }
        return new ImageProblem(ImageProblem.UNKNOWN_FORMAT, "neither a JPEG nor a PNG image");
    }

    private ImageVerdict withinPixels(ImageInfo info) {
        long pixels = (long) info.width() * info.height();
        if (pixels > limits.maxPixels()) {
            return new ImageProblem(
                    ImageProblem.TOO_MANY_PIXELS,
                    info.width() + "x" + info.height() + " is more than the limit of " + limits.maxPixels()
                            + " pixels");
        }
        return info;
    }
}
