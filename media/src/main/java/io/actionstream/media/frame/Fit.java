package io.actionstream.media.frame;

/**
 * Where an image of one size lands in a sample of another: scaled with its aspect ratio kept, centred.
 *
 * @param width of the scaled image, in pixels
 * @param height of the scaled image, in pixels
 * @param left columns of black to its left
 * @param top rows of black above it
 * @param reduction 1, 2, 4 or 8: the largest whole factor that leaves the image no smaller than the scaled one
 */
record Fit(int width, int height, int left, int top, int reduction) {

    private static final int MAX_REDUCTION = 8;

    static Fit of(int imageWidth, int imageHeight, int width, int height) {
        double scale = Math.min((double) width / imageWidth, (double) height / imageHeight);
        int scaledWidth = scaled(imageWidth, scale);
        int scaledHeight = scaled(imageHeight, scale);
        int reduction = 1;
        while (reduction < MAX_REDUCTION
                && imageWidth / (2 * reduction) >= scaledWidth
                && imageHeight / (2 * reduction) >= scaledHeight) {
            reduction *= 2;
        }
        return new Fit(scaledWidth, scaledHeight, (width - scaledWidth) / 2, (height - scaledHeight) / 2, reduction);
    }

    /** Where the image lands when it has been reduced already. */
    Fit reduced() {
        return new Fit(width, height, left, top, 1);
    }

    private static int scaled(int side, double scale) {
        return Math.max(1, (int) Math.round(side * scale));
    }
}
