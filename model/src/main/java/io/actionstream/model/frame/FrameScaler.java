package io.actionstream.model.frame;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.merge;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_YCrCb2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.actionstream.model.avx512.PictureScaler;
import io.actionstream.model.avx512.Plane;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.image.RgbImage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * The preprocessing of every sample, offline and live: scaled to fit with the aspect ratio kept (bilinear, half-pixel
 * centres) and centred on black. An image at least twice as large as that in both directions is first averaged in
 * squares of 2, 4 or 8 pixels, which is what decoding a JPEG at reduced size gives, so that large video looks the same
 * to the network whether it came from a file or as JPEGs. Safe for any number of threads.
 */
public final class FrameScaler {

    private final int height;
    private final int width;
    private final Optional<PictureScaler> machineCode;

    /**
     * Makes a scaler.
     *
     * @param height rows of a sample, in pixels
     * @param width columns of a sample, in pixels
     */
    public FrameScaler(int height, int width) {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("a sample must have pixels, not " + width + "x" + height);
        }
        OpenCv.load();
        this.height = height;
        this.width = width;
        this.machineCode = PictureScaler.compile(width, height);
    }

    /** Bytes of one sample: height x width x RGB, uint8. */
    public int sampleBytes() {
        return height * width * ClipSpec.CHANNELS;
    }

    /**
     * Scales an image into a sample.
     *
     * @param bgr (rows, columns, BGR) as uint8, of any size
     * @param target receives (height, width, RGB) as uint8
     * @param offset of the sample's first byte in {@code target}
     */
    public void scale(Mat bgr, byte[] target, int offset) {
        scale(bgr, fit(bgr.cols(), bgr.rows()), target, offset);
    }

    /**
     * Scales an image into a sample.
     *
     * @param image of any size
     * @param target receives (height, width, RGB) as uint8
     * @param offset of the sample's first byte in {@code target}
     */
    public void scale(RgbImage image, byte[] target, int offset) {
        try (BytePointer bytes = new BytePointer(image.pixels());
                Mat rgb = new Mat(image.height(), image.width(), CV_8UC3, bytes);
                Mat bgr = new Mat()) {
            cvtColor(rgb, bgr, COLOR_RGB2BGR);
            scale(bgr, target, offset);
        }
    }

    Fit fit(int imageWidth, int imageHeight) {
        return Fit.of(imageWidth, imageHeight, width, height);
    }

    /** Scales an image to where the fit says, which may be that of the whole image when this one is already reduced. */
    void scale(Mat bgr, Fit fit, byte[] target, int offset) {
        Objects.checkFromIndexSize(offset, sampleBytes(), target.length);
        try (Size size = new Size(fit.width(), fit.height());
                Mat reduced = reduced(bgr, fit.reduction());
                Mat scaled = scaled(reduced, size);
                Mat rgb = new Mat()) {
            cvtColor(scaled, rgb, COLOR_BGR2RGB);
            place(rgb, fit, target, offset);
        }
    }

    /**
     * Scales an image whose brightness and colour are apart. To scale them first and put them together then makes the same
     * picture, for less work.
     *
     * @param y brightness; the colours may be of another size; full range, BT.601 (JFIF)
     */
    void scale(Plane y, Plane cb, Plane cr, Fit fit, byte[] target, int offset) {
        Objects.checkFromIndexSize(offset, sampleBytes(), target.length);
        if (scaleByMachineCode(y, cb, cr, fit, target, offset + at(fit, 0))) {
            blacken(fit, target, offset);
            return;
        }
        try (Size size = new Size(fit.width(), fit.height());
                Mat brightness = scaled(y, size);
                Mat blue = scaled(cb, size);
                Mat red = scaled(cr, size);
                MatVector planes = new MatVector(brightness, red, blue);
                Mat together = new Mat();
                Mat rgb = new Mat()) {
            merge(planes, together);
            cvtColor(together, rgb, COLOR_YCrCb2RGB);
            place(rgb, fit, target, offset);
        }
    }

    private boolean scaleByMachineCode(Plane y, Plane cb, Plane cr, Fit fit, byte[] target, int first) {
        return machineCode.isPresent()
                && machineCode
                        .get()
                        .scale(y, cb, cr, fit.width(), fit.height(), target, first, width * ClipSpec.CHANNELS);
    }

    private static Mat scaled(Plane plane, Size size) {
        try (Mat image =
                new Mat(plane.height(), plane.width(), CV_8UC1, new Address(plane.address()), plane.stride())) {
            return scaled(image, size);
        }
    }

    /** What is already in memory. */
    private static final class Address extends Pointer {
        Address(long address) {
            this.address = address;
        }
    }

    private static Mat scaled(Mat image, Size size) {
        Mat scaled = new Mat();
        resize(image, scaled, size, 0, 0, INTER_LINEAR);
        return scaled;
    }

    /** Overwrites the whole sample. */
    private void place(Mat rgb, Fit fit, byte[] target, int offset) {
        ByteBuffer pixels = rgb.createBuffer();
        for (int row = 0; row < fit.height(); row++) {
            pixels.get(target, offset + at(fit, row), fit.width() * ClipSpec.CHANNELS);
        }
        blacken(fit, target, offset);
    }

    /** Overwrites what is beside the scaled image. */
    private void blacken(Fit fit, byte[] target, int offset) {
        int black = offset;
        for (int row = 0; row < fit.height(); row++) {
            int start = offset + at(fit, row);
            Arrays.fill(target, black, start, (byte) 0);
            black = start + fit.width() * ClipSpec.CHANNELS;
        }
        Arrays.fill(target, black, offset + sampleBytes(), (byte) 0);
    }

    /** Where a row of the scaled image starts in the sample. */
    private int at(Fit fit, int row) {
        return ((fit.top() + row) * width + fit.left()) * ClipSpec.CHANNELS;
    }

    /** The image averaged in squares of so many pixels; itself, with the same pixels, when that is 1. */
    public static Mat reduced(Mat bgr, int reduction) {
        if (reduction == 1) {
            return new Mat(bgr); // shares the pixels
        }
        Mat reduced = new Mat();
        try (Size size = new Size(bgr.cols() / reduction, bgr.rows() / reduction)) {
            resize(bgr, reduced, size, 0, 0, INTER_AREA);
        }
        return reduced;
    }
}
