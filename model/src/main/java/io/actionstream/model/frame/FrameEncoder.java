package io.actionstream.model.frame;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.actionstream.model.clip.ClipSpec;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** Encodes frames as JPEG. Safe for any number of threads. */
public final class FrameEncoder {

    private final int quality;

    /**
     * Makes an encoder.
     *
     * @param quality JPEG quality, 1 to 100
     */
    public FrameEncoder(int quality) {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("JPEG quality must be between 1 and 100, not " + quality);
        }
        OpenCv.load();
        this.quality = quality;
    }

    /** Encodes an image of (rows, columns, BGR) as uint8, at its own size. */
    public byte[] encode(Mat bgr) {
        try (BytePointer jpeg = new BytePointer();
                IntPointer options = new IntPointer(IMWRITE_JPEG_QUALITY, quality)) {
            if (!imencode(".jpg", bgr, jpeg, options)) {
                throw new IllegalStateException("can't encode a " + bgr.cols() + "x" + bgr.rows() + " image");
            }
            byte[] bytes = new byte[Math.toIntExact(jpeg.limit())];
            jpeg.get(bytes);
            return bytes;
        }
    }

    /** Encodes an image of (rows, columns, BGR) as uint8, resized to a width and height in pixels. */
    public byte[] encode(Mat bgr, int width, int height) {
        try (Mat resized = new Mat();
                Size size = new Size(width, height)) {
            resize(bgr, resized, size, 0, 0, INTER_AREA);
            return encode(resized);
        }
    }

    /**
     * Encodes a plain frame.
     *
     * @param rgb (height, width, RGB) as uint8
     */
    public byte[] encode(byte[] rgb, int width, int height) {
        if (rgb.length != (long) width * height * ClipSpec.CHANNELS) {
            throw new IllegalArgumentException(rgb.length + " bytes are not a " + width + "x" + height + " RGB frame");
        }
        try (BytePointer bytes = new BytePointer(rgb);
                Mat frame = new Mat(height, width, CV_8UC3, bytes);
                Mat bgr = new Mat()) {
            cvtColor(frame, bgr, COLOR_RGB2BGR);
            return encode(bgr);
        }
    }
}
