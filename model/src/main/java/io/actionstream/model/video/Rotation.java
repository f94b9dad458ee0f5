package io.actionstream.model.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_get;

import io.actionstream.model.image.RgbImage;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.javacpp.IntPointer;

/** How a video must be turned to stand upright: phones store what their sensor saw and say how they were held. */
enum Rotation {
    NONE,
    CLOCKWISE,
    HALF,
    COUNTERCLOCKWISE;

    static Rotation of(AVCodecParameters parameters) {
        AVPacketSideData matrix = av_packet_side_data_get(
                parameters.coded_side_data(), parameters.nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
        if (matrix == null) {
            return NONE;
        }
        double counterclockwise = av_display_rotation_get(new IntPointer(matrix.data()));
        return Double.isNaN(counterclockwise)
                ? NONE
                : values()[Math.floorMod(-Math.round(counterclockwise / 90), values().length)];
    }

    /** True when width and height change places. */
    boolean swapsSides() {
        return this == CLOCKWISE || this == COUNTERCLOCKWISE;
    }

    /** Turns an image; gives the same one when there is nothing to turn. */
    RgbImage apply(RgbImage image) {
        int width = image.width();
        int height = image.height();
        return switch (this) {
            case NONE -> image;
            case CLOCKWISE -> turned(image, height, width, (height - 1) * width, -width, 1);
            case HALF -> turned(image, width, height, height * width - 1, -1, -width);
            case COUNTERCLOCKWISE -> turned(image, height, width, width - 1, width, -1);
        };
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
}
