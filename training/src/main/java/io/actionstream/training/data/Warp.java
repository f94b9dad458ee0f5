package io.actionstream.training.data;

import io.actionstream.media.frame.FrameScaler;
import io.actionstream.media.image.RgbImage;
import io.actionstream.model.clip.ClipSpec;

/**
 * An affine change of a frame about its centre, on black, bilinear. Where that is the identity the frame lands where
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
    public void apply(RgbImage frame, byte[] target, int offset) {
        double fit = Math.min((double) clip.width() / frame.width(), (double) clip.height() / frame.height());
        int reduction = reduction(frame, fit);
        BilinearImage image = new BilinearImage(frame.averaged(reduction));
        // the way back: from the sample's centre, shifted, to the frame's
        double columnX = Math.cos(angle) / (fit * reduction * scaleX);
        double columnY = -Math.sin(angle) / (fit * reduction * scaleY);
        double rowX = Math.sin(angle) / (fit * reduction * scaleX);
        double rowY = Math.cos(angle) / (fit * reduction * scaleY);
        double centreX = frame.width() / (2.0 * reduction) - 0.5;
        double centreY = frame.height() / (2.0 * reduction) - 0.5;
        double left = -((clip.width() - 1) / 2.0 + shiftX);
        for (int row = 0; row < clip.height(); row++) {
            double down = row - ((clip.height() - 1) / 2.0 + shiftY);
            double x = centreX + left * columnX + down * rowX;
            double y = centreY + left * columnY + down * rowY;
            int at = offset + row * clip.width() * RgbImage.CHANNELS;
            image.sampleLine(x, y, columnX, columnY, target, at, clip.width());
        }
    }

    private static int reduction(RgbImage frame, double fit) {
        int reduction = 1;
        while (reduction < MAX_REDUCTION
                && fit * 2 * reduction <= 1
                && Math.min(frame.width(), frame.height()) >= 2 * reduction) {
            reduction *= 2;
        }
        return reduction;
    }
}
