package io.actionstream.model.video;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_frame_rate;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avio_size;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXIT;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import java.time.Duration;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.PointerPointer;

/** Reads the packets of the one video stream that matters; all others are discarded where they stand. */
final class Demuxer implements AutoCloseable {

    private static final int MAX_DAMAGED_IN_A_ROW = 100;
    private static final String PASSWORD_ADVICE =
            " (in a password, write % as %25, / as %2F, ? as %3F, # as %23 and @ as %40)";
    /** FFmpeg's names of the formats that are lists of files. */
    private static final Set<String> PLAYLISTS = Set.of("hls", "dash");
    /** FFmpeg's name of JPEGs in a multipart answer, whose length, when cameras give one, means nothing. */
    private static final String CAMERA = "mpjpeg";
    /** A live playlist grows by a file at a time, which may take as long as the file plays. */
    private static final int TIMEOUTS_FOR_A_FILE = 3;

    private final VideoAddress address;
    private final VideoOptions options;
    private final AVFormatContext format;
    private final Deadline deadline;
    private final AVPacket packet = av_packet_alloc();
    private final AVStream stream;
    private final Duration readTimeout;
    private boolean isPeeked;
    private int damaged;

    Demuxer(VideoAddress address, VideoOptions options) throws VideoException {
        this.address = address;
        this.options = options;
        this.format = avformat_alloc_context();
        this.deadline = new Deadline(format, options.openTimeout());
        try {
            this.stream = open();
            this.readTimeout = options.readTimeout().multipliedBy(isPlaylist() ? TIMEOUTS_FOR_A_FILE : 1);
        } catch (VideoException e) {
            close();
            throw e;
        }
    }

    private AVStream open() throws VideoException {
        AVDictionary settings = address.settings();
        try {
            checked(avformat_open_input(format, address.url(), address.inputFormat(), settings), "open");
        } catch (VideoException e) {
            throw address.mayHideAPassword() ? new VideoException(e.getMessage() + PASSWORD_ADVICE, e) : e;
        } finally {
            av_dict_free(settings);
        }
        checked(avformat_find_stream_info(format, (PointerPointer<?>) null), "read");
        int index = av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, (PointerPointer<?>) null, 0);
        if (index < 0) {
            throw new VideoException("no video in " + address);
        }
        for (int i = 0; i < format.nb_streams(); i++) {
            if (i != index) {
                format.streams(i).discard(avcodec.AVDISCARD_ALL);
            }
        }
        return format.streams(index);
    }

    AVStream stream() {
        return stream;
    }

    AVRational frameRate() {
        return av_guess_frame_rate(format, stream, null);
    }

    /** True when it is known to end: a file, a file that a server has, or a complete playlist. */
    boolean hasEnd() {
        if (!address.mayBeFile() || formatName().equals(CAMERA)) {
            return false;
        }
        boolean hasDuration = format.duration() != AV_NOPTS_VALUE && format.duration() > 0;
        return hasDuration || !isPlaylist() && (!address.isNetwork() || avio_size(format.pb()) > 0);
    }

    /** True for a playlist of files, each of which comes at once. */
    boolean isPlaylist() {
        return PLAYLISTS.contains(formatName());
    }

    private String formatName() {
        return format.iformat().name().getString();
    }

    /** How many packets the container could not give. */
    int damaged() {
        return damaged;
    }

    /** The packet that {@link #next} will give. */
    AVPacket peek() throws VideoException {
        AVPacket next = next();
        isPeeked = next != null;
        return next;
    }

    /** The next packet of the video stream, valid until the next call; null at the end. */
    AVPacket next() throws VideoException {
        if (isPeeked) {
            isPeeked = false;
            return packet;
        }
        for (int failures = 0; failures < MAX_DAMAGED_IN_A_ROW; ) {
            av_packet_unref(packet);
            deadline.restart(readTimeout);
            int result = av_read_frame(format, packet);
            if (result < 0 && deadline.isOver()) {
                throw over("read");
            } else if (result == AVERROR_EOF()) {
                return null;
            } else if (result == AVERROR_INVALIDDATA() || result == AVERROR_EAGAIN()) {
                failures++;
                damaged++;
            } else if (checked(result, "read") >= 0 && packet.stream_index() == stream.index()) {
                return packet;
            }
        }
        throw new VideoException("can't read " + address + ": nothing but damaged data");
    }

    private int checked(int result, String act) throws VideoException {
        if (result == AVERROR_EXIT() || result < 0 && deadline.isOver()) { // not every protocol gives the code for it
            throw over(act);
        }
        return Ffmpeg.check(result, address.toString(), act);
    }

    private VideoException over(String act) {
        return new VideoException("can't " + act + " " + address + ": " + deadline.reason());
    }

    @Override
    public void close() {
        deadline.restart(options.openTimeout());
        av_packet_free(packet);
        avformat_close_input(format);
        deadline.close();
    }
}
