package io.actionstream.model.video;

import static org.bytedeco.ffmpeg.global.avdevice.avdevice_register_all;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/**
 * Where a video comes from: a file, a webcam ({@code /dev/video0}) or a network address ({@code rtsp://},
 * {@code http://}).
 *
 * @param text as the user wrote it
 */
record VideoAddress(String text) {

    private static final String WEBCAM = "/dev/video";

    VideoAddress {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the address of a video is empty");
        }
    }

    private boolean isWebcam() {
        return text.startsWith(WEBCAM);
    }

    private boolean isNetwork() {
        return text.contains("://");
    }

    /** As FFmpeg reads it; a file's name is never taken for one of its protocols. */
    String url() {
        return isWebcam() || isNetwork() ? text : "file:" + text;
    }

    /** The format that must be named; null lets FFmpeg find out. */
    AVInputFormat inputFormat() throws VideoException {
        if (!isWebcam()) {
            return null;
        }
        try {
            avdevice_register_all();
        } catch (LinkageError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new VideoException(
                    "can't open " + text + ": webcams need a system library that is missing: " + cause.getMessage(), e);
        }
        return av_find_input_format("v4l2");
    }

    /** Settings of the protocol; owned by the caller. */
    AVDictionary settings() {
        AVDictionary settings = new AVDictionary(null);
        if (text.startsWith("rtsp")) {
            av_dict_set(settings, "rtsp_flags", "prefer_tcp", 0); // lost UDP packets smear the picture
        }
        return settings;
    }

    /** Without the credentials that an address may carry. */
    @Override
    public String toString() {
        return ShownAddress.of(text);
    }
}
