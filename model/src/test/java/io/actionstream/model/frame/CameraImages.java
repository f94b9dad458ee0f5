package io.actionstream.model.frame;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import java.util.Random;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** JPEGs made by OpenCV, whose encoder has settings: those of {@code IMWRITE_JPEG_*}, each with its value. */
final class CameraImages {
    static {
        OpenCv.load();
    }

    private CameraImages() {}

    /** A picture in colours. */
    static byte[] jpeg(int width, int height, int... settings) {
        try (BytePointer pixels = new BytePointer(picture(width, height));
                Mat bgr = new Mat(height, width, CV_8UC3, pixels)) {
            return encoded(bgr, settings);
        }
    }

    static byte[] greyJpeg(int width, int height) {
        try (BytePointer pixels = new BytePointer(picture(width, height));
                Mat grey = new Mat(height, width, CV_8UC1, pixels)) {
            return encoded(grey);
        }
    }

    private static byte[] encoded(Mat image, int... settings) {
        try (BytePointer bytes = new BytePointer();
                IntPointer choices = new IntPointer(settings)) {
            imencode(".jpg", image, bytes, choices);
            byte[] encoded = new byte[(int) bytes.limit()];
            bytes.get(encoded);
            return encoded;
        }
    }

    /** Coloured slopes with some noise. */
    private static byte[] picture(int width, int height) {
        Random random = new Random(3);
        byte[] pixels = new byte[width * height * 3];
        for (int i = 0; i < pixels.length; i++) {
            int x = i / 3 % width;
            int y = i / 3 / width;
            int[] slopes = {x * 255 / width, y * 255 / height, 255 - (x + y) * 255 / (width + height)};
            pixels[i] = (byte) Math.min(255, Math.max(0, slopes[i % 3] + random.nextInt(9) - 4));
        }
        return pixels;
    }
}
