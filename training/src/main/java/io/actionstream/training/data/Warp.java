package io.actionstream.training.data;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.frame.FrameScaler;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.indexer.DoubleIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * An affine change of a frame about its centre, on black. Where that is the identity the frame lands where
 * {@link FrameScaler} puts it, and as there a large image is averaged in squares first.
 *
 * @param clip says how large a sample is
 * @param scaleX horizontal scale on top of fitting the sample; negative mirrors
 * @param scaleY vertical scale on top of fitting the sample
 * @param angle of rotation, in radians
 * @param shiftX to the right, in pixels of the sample
 * @param shiftY downwards, in pixels of the sample
 */
record Warp(ClipSpec clip, double scaleX, double scaleY, double angle, double shiftX, double shiftY)
        implements FrameTransform {
    private static final int MAX_REDUCTION = 8;

    @Override
    public void apply(Mat bgr, byte[] target, int offset) {
        double fit = Math.min((double) clip.width() / bgr.cols(), (double) clip.height() / bgr.rows());
        int reduction = reduction(fit);
        try (Mat reduced = FrameScaler.reduced(bgr, reduction);
                Mat affine = affine(reduced, fit * bgr.cols() / reduced.cols(), fit * bgr.rows() / reduced.rows());
                Mat warped = new Mat();
                Size size = new Size(clip.width(), clip.height());
                Scalar black = Scalar.all(0)) {
            warpAffine(reduced, warped, affine, size, INTER_LINEAR, BORDER_CONSTANT, black);
            cvtColor(warped, warped, COLOR_BGR2RGB);
            ByteBuffer pixels = warped.createBuffer();
            pixels.get(target, offset, clip.frameBytes());
        }
    }

    private static int reduction(double fit) {
        int reduction = 1;
        while (reduction < MAX_REDUCTION && fit * 2 * reduction <= 1) {
            reduction *= 2;
        }
        return reduction;
    }

    /** The 2x3 matrix that takes the image's centre to the sample's, shifted. */
    private Mat affine(Mat image, double fitX, double fitY) {
        double sx = fitX * scaleX;
        double sy = fitY * scaleY;
        double[] matrix = {
            sx * Math.cos(angle), -sy * Math.sin(angle), 0,
            sx * Math.sin(angle), sy * Math.cos(angle), 0
        };
        double x = (image.cols() - 1) / 2.0;
        double y = (image.rows() - 1) / 2.0;
        matrix[2] = (clip.width() - 1) / 2.0 + shiftX - matrix[0] * x - matrix[1] * y;
        matrix[5] = (clip.height() - 1) / 2.0 + shiftY - matrix[3] * x - matrix[4] * y;
        Mat affine = new Mat(2, 3, CV_64F);
        try (DoubleIndexer values = affine.createIndexer()) {
            values.put(0, matrix);
        }
        return affine;
    }
}
