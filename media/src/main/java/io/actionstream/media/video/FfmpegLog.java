package io.actionstream.media.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

/** FFmpeg's own log, which it writes to standard error. */
final class FfmpegLog {

    private FfmpegLog() {}

    /** Ends it for this process: what matters comes back as an error code. To be called before anything else of FFmpeg. */
    static void silence() {
        NativeMemory.unlimit();
        av_log_set_level(AV_LOG_QUIET);
    }
}
