package io.actionstream.page.picture;

import io.actionstream.media.frame.FrameDecoder;
import io.actionstream.media.frame.FrameEncoder;
import io.actionstream.media.image.BrokenImageException;
import io.actionstream.media.image.ImageLimits;
import io.actionstream.media.image.RgbImage;
import io.actionstream.model.clip.Fit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes a small JPEG of a camera's image; coarse blocks instead, if so wished. Safe for any number of threads. */
final class PictureMaker {

    /** Widths in pixels that pictures are made in; heights are no more. */
    static final List<Integer> WIDTHS = List.of(160, 320, 640, 1280);

    /** Blocks along the longer side of a pixelated picture. */
    static final int BLOCKS = 32;

    private static final int JPEG_QUALITY = 80;

    private final FrameEncoder encoder = new FrameEncoder(JPEG_QUALITY);
    private final Map<Integer, FrameDecoder> decoders;
    private final FrameDecoder coarse;
    private final boolean pixelated;

    PictureMaker(ImageLimits limits, boolean pixelated) {
        this.decoders = WIDTHS.stream()
                .collect(Collectors.toMap(
                        Function.identity(), width -> new FrameDecoder(width, width, Fit.LETTERBOX, limits)));
        this.coarse = new FrameDecoder(BLOCKS, BLOCKS, Fit.LETTERBOX, limits);
        this.pixelated = pixelated;
    }

    /** The width that pictures are made in when another is asked for: the next larger one, or the largest. */
    static int width(int asked) {
        return WIDTHS.stream().filter(width -> width >= asked).findFirst().orElse(WIDTHS.get(WIDTHS.size() - 1));
    }

    /**
     * Makes a picture.
     *
     * @param image a JPEG or PNG
     * @param width one of {@link #WIDTHS}, which a picture does not exceed
     * @return a JPEG
     * @throws BrokenImageException when the image can't be decoded
     */
    byte[] make(byte[] image, int width) throws BrokenImageException {
        return encoder.encode(
                pixelated
                        ? blocks(coarse.shrink(image), width)
                        : decoders.get(width).shrink(image));
    }

    /** Repeats each pixel, so that the longer side has as many pixels as asked for. */
    private static RgbImage blocks(RgbImage small, int width) {
        int side = width / BLOCKS;
        int columns = small.width() * side;
        int rows = small.height() * side;
        byte[] pixels = new byte[columns * rows * RgbImage.CHANNELS];
        for (int row = 0, at = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int from = (row / side * small.width() + column / side) * RgbImage.CHANNELS;
                for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
                    pixels[at++] = small.pixels()[from + channel];
                }
            }
        }
        return new RgbImage(pixels, columns, rows);
    }
}
