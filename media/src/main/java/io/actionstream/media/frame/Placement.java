package io.actionstream.media.frame;

import io.actionstream.model.clip.Fit;

/**
 * The place of an image of one size in a sample of another. What is beside the scaled image is black; what is beside the sample
 * is cut off.
 *
 * <pre>
 *     letterbox             stretch     crop
 *     +---------+           +------+         +------+
 *     | black   |           |      |    +----+------+----+
 *     +---------+           |image |    |    |sample|    |
 *     | image   |  top      |      |    |    |      |    |   left is negative
 *     +---------+           +------+    +----+------+----+
 *     | black   |                            +------+
 *     +---------+
 * </pre>
 *
 * @param width of the scaled image, in pixels
 * @param height of the scaled image, in pixels
 * @param left where its first column stands in the sample; negative when columns are cut off
 * @param top where its first row stands in the sample; negative when rows are cut off
 * @param reduction 1, 2, 4 or 8: the largest whole factor that leaves the image no smaller than the scaled one
 */
record Placement(int width, int height, int left, int top, int reduction) {

    private static final int MAX_REDUCTION = 8;

    /** Places an image in a sample of a width and height. */
    static Placement of(int imageWidth, int imageHeight, int width, int height, Fit fit) {
        return switch (fit.mode()) {
            case LETTERBOX -> letterbox(imageWidth, imageHeight, width, height);
            case STRETCH -> reduced(imageWidth, imageHeight, width, height, 0, 0);
            case CROP -> crop(imageWidth, imageHeight, width, height, fit);
        };
    }

    private static Placement letterbox(int imageWidth, int imageHeight, int width, int height) {
        double scale = Math.min((double) width / imageWidth, (double) height / imageHeight);
        int scaledWidth = Math.max(1, (int) Math.round(imageWidth * scale));
        int scaledHeight = Math.max(1, (int) Math.round(imageHeight * scale));
        return reduced(
                imageWidth,
                imageHeight,
                scaledWidth,
                scaledHeight,
                (width - scaledWidth) / 2,
                (height - scaledHeight) / 2);
    }

    /** As torchvision's {@code Resize} and {@code CenterCrop}: the long side is cut to whole pixels, the offset rounded half to even. */
    private static Placement crop(int imageWidth, int imageHeight, int width, int height, Fit fit) {
        int scaledWidth = fit.resizedWidth();
        int scaledHeight = fit.resizedHeight();
        if (fit.shortSide() != 0) {
            long shorter = Math.min(imageWidth, imageHeight);
            scaledWidth = (int) ((long) fit.shortSide() * imageWidth / shorter);
            scaledHeight = (int) ((long) fit.shortSide() * imageHeight / shorter);
        }
        return reduced(
                imageWidth,
                imageHeight,
                scaledWidth,
                scaledHeight,
                -(int) Math.rint((scaledWidth - width) / 2.0),
                -(int) Math.rint((scaledHeight - height) / 2.0));
    }

    private static Placement reduced(
            int imageWidth, int imageHeight, int scaledWidth, int scaledHeight, int left, int top) {
        int reduction = 1;
        while (reduction < MAX_REDUCTION
                && imageWidth / (2 * reduction) >= scaledWidth
                && imageHeight / (2 * reduction) >= scaledHeight) {
            reduction *= 2;
        }
        return new Placement(scaledWidth, scaledHeight, left, top, reduction);
    }
}
