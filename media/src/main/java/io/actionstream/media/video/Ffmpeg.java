package io.actionstream.media.video;

import static org.bytedeco.ffmpeg.global.avformat.avformat_network_init;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;

/** Sets FFmpeg up once in a process, and turns its error codes into exceptions. */
final class Ffmpeg {

    private static final int ERROR_TEXT_BYTES = 256;

    static {
        FfmpegLog.silence();
        avformat_network_init();
    }

    private Ffmpeg() {}

    /** Returns when the native libraries are loaded and set up. */
    static void load() {
        // The static initialiser has done it.
    }

    /** Passes a result that is no error through. */
    static int check(int result, String address, String act) throws VideoException {
        if (result < 0) {
            throw new VideoException("can't " + act + " " + address + ": " + text(result));
        }
        return result;
    }

    static String text(int error) {
        byte[] text = new byte[ERROR_TEXT_BYTES];
        av_strerror(error, text, text.length);
        int length = 0;
        while (length < text.length && text[length] != 0) {
            length++;
        }
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }
}
