package io.actionstream.media.frame;

import io.actionstream.media.image.RgbImage;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Encodes frames as baseline JPEG with halved colours (4:2:0). Safe for any number of threads. */
public final class FrameEncoder {

    private static final int[] RGB_ORDER = {0, 1, 2};
    private static final float FULL_QUALITY = 100;
    private static final ColorModel COLOURS = new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);

    private final int quality;

    /**
     * Makes an encoder.
     *
     * @param quality JPEG quality, 1 to 100, on the scale of the Independent JPEG Group's library
     */
    public FrameEncoder(int quality) {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("JPEG quality must be between 1 and 100, not " + quality);
        }
        this.quality = quality;
    }

    /**
     * Encodes a plain frame.
     *
     * @param rgb (height, width, RGB) as uint8
     */
    public byte[] encode(byte[] rgb, int width, int height) {
        return encode(new RgbImage(rgb, width, height));
    }

    /** Encodes an image at its own size. */
    public byte[] encode(RgbImage image) {
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        // in memory: ImageIO's own streams keep a file on disk
        try (ImageOutputStream output = new MemoryCacheImageOutputStream(jpeg)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(buffered(image), null, null), options(writer));
        } catch (IOException e) {
            throw new UncheckedIOException("can't encode a " + image.width() + "x" + image.height() + " image", e);
        } finally {
            writer.dispose();
        }
        return jpeg.toByteArray();
    }

    private ImageWriteParam options(ImageWriter writer) {
        ImageWriteParam options = writer.getDefaultWriteParam();
        options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        options.setCompressionQuality(quality / FULL_QUALITY);
        return options;
    }

    /** Shares the pixels. */
    private static BufferedImage buffered(RgbImage image) {
        byte[] pixels = image.pixels();
        WritableRaster raster = Raster.createInterleavedRaster(
                new DataBufferByte(pixels, pixels.length),
                image.width(),
                image.height(),
                image.width() * RgbImage.CHANNELS,
                RgbImage.CHANNELS,
                RGB_ORDER,
                null);
        return new BufferedImage(COLOURS, raster, false, null);
    }
}
