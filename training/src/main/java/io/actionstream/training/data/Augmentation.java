package io.actionstream.training.data;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import io.actionstream.model.clip.ClipSpec;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.indexer.DoubleIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Random changes that leave the action what it is. Each clip draws them once; all its frames share them.
 *
 * @param flip mirror half of the clips
 * @param shift largest shift in each direction, as a share of the frame's side
 * @param zoom largest enlargement or reduction, as a share: 0.2 scales by 0.8 to 1.2
 * @param stretch largest change of the aspect ratio, as a share
 * @param rotation largest rotation either way, in degrees
 * @param brightness largest gain or loss of brightness, as a share of white
 * @param contrast largest change of contrast, as a share
 * @param saturation largest change of saturation, as a share
 * @param speed largest change of speed, as a share: 0.2 samples every 480 to 720 ms instead of 600
 */
public record Augmentation(
        boolean flip,
        double shift,
        double zoom,
        double stretch,
        double rotation,
        double brightness,
        double contrast,
        double saturation,
        double speed) {

    /** Frames as they are. */
    public static final Augmentation NONE = new Augmentation(false, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Draws the changes of one clip. */
    public FrameTransform draw(ClipSpec spec, SplittableRandom random) {
        boolean mirrored = random.nextBoolean() && flip;
        double scale = Math.exp(symmetric(random, Math.log1p(zoom)));
        double aspect = Math.exp(symmetric(random, Math.log1p(stretch) / 2));
        double angle = Math.toRadians(symmetric(random, rotation));
        double dx = symmetric(random, shift) * spec.width();
        double dy = symmetric(random, shift) * spec.height();
        Colour colour = new Colour(
                1 + symmetric(random, contrast),
                255 * symmetric(random, brightness),
                1 + symmetric(random, saturation));
        return (bgr, target, offset) -> {
            double fit = Math.min((double) spec.width() / bgr.cols(), (double) spec.height() / bgr.rows());
            double sx = fit * scale * aspect * (mirrored ? -1 : 1);
            double sy = fit * scale / aspect;
            double[] matrix = {
                sx * Math.cos(angle), -sy * Math.sin(angle), 0,
                sx * Math.sin(angle), sy * Math.cos(angle), 0
            };
            double x = (bgr.cols() - 1) / 2.0;
            double y = (bgr.rows() - 1) / 2.0;
            matrix[2] = (spec.width() - 1) / 2.0 + dx - matrix[0] * x - matrix[1] * y;
            matrix[5] = (spec.height() - 1) / 2.0 + dy - matrix[3] * x - matrix[4] * y;
            warp(bgr, matrix, spec, target, offset);
            colour.apply(target, offset, spec.frameBytes());
        };
    }

    /** Draws the sampling interval of one clip, in milliseconds. */
    public int drawInterval(ClipSpec spec, SplittableRandom random) {
        return (int) Math.round(spec.intervalMillis() * Math.exp(symmetric(random, Math.log1p(speed))));
    }

    private static double symmetric(SplittableRandom random, double most) {
        return (2 * random.nextDouble() - 1) * most;
    }

    private static void warp(Mat bgr, double[] matrix, ClipSpec spec, byte[] target, int offset) {
        try (Mat affine = new Mat(2, 3, CV_64F);
                Mat warped = new Mat(spec.height(), spec.width(), CV_8UC3);
                Size size = new Size(spec.width(), spec.height());
                Scalar black = Scalar.all(0);
                DoubleIndexer values = affine.createIndexer()) {
            values.put(0, matrix);
            warpAffine(bgr, warped, affine, size, INTER_LINEAR, BORDER_CONSTANT, black);
            cvtColor(warped, warped, COLOR_BGR2RGB);
            ByteBuffer pixels = warped.createBuffer();
            pixels.get(target, offset, spec.frameBytes());
        }
    }

    /**
     * A change of contrast about mid-grey, of brightness, and of saturation about each pixel's grey. Pure black stays:
     * it is what stands around a frame and after the end of a video.
     */
    private record Colour(double contrast, double brightness, double saturation) {

        void apply(byte[] rgb, int offset, int length) {
            if (contrast == 1 && brightness == 0 && saturation == 1) {
                return;
            }
            float gain = (float) contrast;
            float bias = (float) (brightness + 127.5 * (1 - contrast));
            float colourful = (float) saturation;
            for (int i = offset; i < offset + length; i += ClipSpec.CHANNELS) {
                if ((rgb[i] | rgb[i + 1] | rgb[i + 2]) == 0) {
                    continue;
                }
                float r = gain * (rgb[i] & 0xff) + bias;
                float g = gain * (rgb[i + 1] & 0xff) + bias;
                float b = gain * (rgb[i + 2] & 0xff) + bias;
                float grey = 0.299f * r + 0.587f * g + 0.114f * b;
                rgb[i] = clamp(grey + colourful * (r - grey));
                rgb[i + 1] = clamp(grey + colourful * (g - grey));
                rgb[i + 2] = clamp(grey + colourful * (b - grey));
            }
        }

        private static byte clamp(float value) {
            return (byte) Math.max(0, Math.min(255, (int) (value + 0.5f)));
        }
    }
}
