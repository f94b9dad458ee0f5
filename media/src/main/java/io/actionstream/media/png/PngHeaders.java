package io.actionstream.media.png;

import io.actionstream.media.image.BrokenImageException;
import io.actionstream.media.image.ImageFormat;
import io.actionstream.media.image.ImageInfo;
import io.actionstream.media.image.ImageProblem;
import io.actionstream.media.image.ImageVerdict;

/** Walks a PNG's chunks (ISO/IEC 15948) to its end, without looking into them except the header. */
public final class PngHeaders {

    public static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private PngHeaders() {}

    /**
     * Checks that a PNG is whole. Bytes after its end chunk are ignored. A PNG without an end chunk is whole when its data
     * hold all rows, which only inflating them tells.
     *
     * @param image holds the PNG
     * @param from offset of its signature
     * @param maxPixels what the caller refuses more than; the data of a larger picture are not inflated
     */
    public static ImageVerdict walk(byte[] image, int from, int maxPixels) {
        PngChunks chunks = new PngChunks(image, from);
        if (!chunks.next()) {
            return chunks.problem();
        }
        PngHeader header;
        try {
            header = PngHeader.read(chunks);
        } catch (BrokenImageException e) {
            return ImageProblem.malformed(e.getMessage());
        }
        ImageInfo info = new ImageInfo(ImageFormat.PNG, header.width(), header.height());
        boolean data = false;
        while (chunks.next()) {
            switch (chunks.type()) {
                case PngChunks.HEADER -> {
                    return ImageProblem.malformed("a second PNG header");
                }
                case PngChunks.END -> {
                    return data ? info : ImageProblem.malformed("the PNG has no image data");
                }
                case PngChunks.DATA -> data = true;
                case PngChunks.PALETTE, PngChunks.TRANSPARENCY -> {}
                default -> {
                    return ImageProblem.unsupported("a critical PNG chunk of an unknown type");
                }
            }
        }
        boolean tooLarge = (long) header.width() * header.height() > maxPixels;
        return tooLarge || data && hasAllRows(image, from, header) ? info : chunks.problem();
    }

    private static boolean hasAllRows(byte[] image, int from, PngHeader header) {
        PngChunks chunks = new PngChunks(image, from);
        while (chunks.next() && chunks.type() != PngChunks.DATA) {
            continue;
        }
        try (PngData data = new PngData(chunks)) {
            data.skip(header.dataBytes());
            return true;
        } catch (BrokenImageException e) {
            return false;
        }
    }
}
