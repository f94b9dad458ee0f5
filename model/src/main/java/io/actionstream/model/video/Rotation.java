package io.actionstream.model.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_get;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_180;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_CLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_COUNTERCLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.rotate;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

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

    /** Turns an image, if there is anything to turn. */
    Mat apply(Mat image, Mat turned) {
        switch (this) {
            case CLOCKWISE -> rotate(image, turned, ROTATE_90_CLOCKWISE);
            case HALF -> rotate(image, turned, ROTATE_180);
            case COUNTERCLOCKWISE -> rotate(image, turned, ROTATE_90_COUNTERCLOCKWISE);
            default -> {
                return image;
            }
        }
        return turned;
    }
}
