package io.actionstream.model.video;

import static org.bytedeco.ffmpeg.global.avformat.avformat_network_init;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import io.actionstream.model.frame.NativeMemory;
import java.nio.charset.StandardCharsets;

/** Sets FFmpeg up once in a process, and turns its error codes into exceptions. */
final class Ffmpeg {

    private static final int ERROR_TEXT_BYTES = 256;

    static {
        NativeMemory.unlimit();
        av_log_set_level(AV_LOG_QUIET); // what matters comes back as an error code
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
