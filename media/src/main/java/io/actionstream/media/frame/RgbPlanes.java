package io.actionstream.media.frame;

import io.actionstream.media.image.Colours;
import io.actionstream.media.image.Picture;
import io.actionstream.media.image.Plane;
import io.actionstream.media.image.RgbImage;
import java.util.List;

/** Parts an image into its colours. */
final class RgbPlanes {
    private RgbPlanes() {}

    /** The planes of an image that is averaged in squares of so many pixels. */
    static Picture of(RgbImage whole, int reduction) {
        RgbImage image = whole.averaged(reduction);
        double scale = 1.0 / reduction;
        List<Plane> planes = List.of(plane(image, 0, scale), plane(image, 1, scale), plane(image, 2, scale));
        return new Picture(Colours.RGB, planes, whole.width(), whole.height());
    }

    private static Plane plane(RgbImage image, int colour, double scale) {
        int[] values = new int[image.width() * image.height()];
        byte[] pixels = image.pixels();
        for (int i = 0; i < values.length; i++) {
            values[i] = pixels[i * RgbImage.CHANNELS + colour] & 0xFF;
        }
        return new Plane(values, image.width(), image.height(), 1, image.width(), scale, scale);
    }
}
