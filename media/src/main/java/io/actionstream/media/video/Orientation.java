package io.actionstream.media.video;

import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_get;

import io.actionstream.media.image.RgbImage;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * The turn and the mirroring by which a video stands upright: phones store what their sensor saw and say how they were
 * held. Display matrices are taken as FFmpeg's programs take them (fftools/ffmpeg_filter.c, autorotation).
 *
 * @param transposed columns become rows; first of all
 * @param mirrored left and right of the stored picture change places
 * @param flipped top and bottom of the stored picture change places
 * @param degrees clockwise, by which the picture is turned within its sides; 0 unless it is neither of the above
 */
record Orientation(boolean transposed, boolean mirrored, boolean flipped, double degrees) {

    static final Orientation UPRIGHT = new Orientation(false, false, false, 0);

    private static final int WHOLE_TURN = 360;
    /** Angles that are as near as this to a quarter turn are taken for it. */
    private static final double NEAR = 1;

    /** Reads a display matrix of nine numbers, row by row; null stands for none. */
    static Orientation of(Pointer matrix) {
        if (matrix == null) {
            return UPRIGHT;
        }
        IntPointer numbers = new IntPointer(matrix);
        double angle = clockwise(av_display_rotation_get(numbers));
        if (Math.abs(angle - 90) < NEAR) {
            return new Orientation(true, false, numbers.get(3) <= 0, 0);
        } else if (Math.abs(angle - 180) < NEAR) {
            return new Orientation(false, numbers.get(0) < 0, numbers.get(4) < 0, 0);
        } else if (Math.abs(angle - 270) < NEAR) {
            return new Orientation(true, true, numbers.get(3) < 0, 0);
        } else if (Math.abs(angle) > NEAR) {
            return new Orientation(false, false, false, angle);
        }
        return new Orientation(false, false, Math.abs(angle) < NEAR && numbers.get(4) < 0, 0);
    }

    /** From 0 on, less than a whole turn; NaN when the matrix has no angle. */
    private static double clockwise(double counterclockwise) {
        double angle = -Math.copySign(Math.floor(Math.abs(counterclockwise) + 0.5), counterclockwise);
        return angle - WHOLE_TURN * Math.floor(angle / WHOLE_TURN + 0.9 / WHOLE_TURN);
    }

    /** True when the picture stays within its sides, turned by something else than quarters. */
    boolean isOblique() {
        return degrees != 0;
    }

    /** Turns an image; gives the same one when there is nothing to turn. */
    RgbImage apply(RgbImage image) {
        if (isOblique()) {
            return rotated(image);
        }
        return equals(UPRIGHT) ? image : turned(image);
    }

    private RgbImage turned(RgbImage image) {
        int columns = image.width();
        int rows = image.height();
        int column = mirrored ? -1 : 1;
        int row = flipped ? -columns : columns;
        int first = (mirrored ? columns - 1 : 0) + (flipped ? (rows - 1) * columns : 0);
        return transposed
                ? turned(image, rows, columns, first, row, column)
                : turned(image, columns, rows, first, column, row);
    }

    /** Takes the first pixel from there, and each further one so many pixels on for a column and for a row. */
    private static RgbImage turned(RgbImage image, int width, int height, int first, int column, int row) {
        byte[] from = image.pixels();
        byte[] turned = new byte[from.length];
        int at = 0;
        for (int y = 0; y < height; y++) {
            int pixel = (first + y * row) * RgbImage.CHANNELS;
            for (int x = 0; x < width; x++) {
                turned[at] = from[pixel];
                turned[at + 1] = from[pixel + 1];
                turned[at + 2] = from[pixel + 2];
                at += RgbImage.CHANNELS;
                pixel += column * RgbImage.CHANNELS;
            }
        }
        return new RgbImage(turned, width, height);
    }

    /** Turns the picture about its centre, bilinear, on black; what leaves its sides is lost. */
    private RgbImage rotated(RgbImage image) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        double centreX = (image.width() - 1) / 2.0;
        double centreY = (image.height() - 1) / 2.0;
        byte[] rotated = new byte[image.pixels().length];
        int at = 0;
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                double fromX = centreX + (x - centreX) * cos + (y - centreY) * sin;
                double fromY = centreY - (x - centreX) * sin + (y - centreY) * cos;
                if (fromX > -1 && fromX < image.width() && fromY > -1 && fromY < image.height()) {
                    blend(image, fromX, fromY, rotated, at);
                }
                at += RgbImage.CHANNELS;
            }
        }
        return new RgbImage(rotated, image.width(), image.height());
    }

    /** Mixes the four pixels around a point; those at the border go on beyond it. */
    private static void blend(RgbImage image, double x, double y, byte[] target, int at) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double toRight = x - left;
        double toBottom = y - top;
        int right = Math.min(left + 1, image.width() - 1);
        int bottom = Math.min(top + 1, image.height() - 1);
        left = Math.max(left, 0);
        top = Math.max(top, 0);
        for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
            double above = mix(level(image, left, top, channel), level(image, right, top, channel), toRight);
            double below = mix(level(image, left, bottom, channel), level(image, right, bottom, channel), toRight);
            target[at + channel] = (byte) Math.round(mix(above, below, toBottom));
        }
    }

    private static int level(RgbImage image, int x, int y, int channel) {
        return image.pixels()[(y * image.width() + x) * RgbImage.CHANNELS + channel] & 0xFF;
    }

    private static double mix(double a, double b, double share) {
        return a + (b - a) * share;
    }
}
