package io.actionstream.media.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_frame_rate;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_sample_aspect_ratio;
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
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import java.time.Duration;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Reads the packets of the one video stream that matters. All others are discarded where they stand, unless the length
 * of the video is only that of the whole container: then they tell how far it goes.
 */
final class Demuxer implements AutoCloseable {

    private static final double DEFAULT_FRAME_RATE = 25;
    private static final double MILLIS = 1000;
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
    private final double frameRate;
    private double othersEnd;
    private boolean isPeeked;
    private boolean hasGiven;
    private boolean isOver;
    private int damaged;

    Demuxer(VideoAddress address, VideoOptions options) throws VideoException {
        this.address = address;
        this.options = options;
        this.format = avformat_alloc_context();
        this.deadline = new Deadline(format, options.openTimeout());
        try {
            this.stream = open();
            this.readTimeout = options.readTimeout().multipliedBy(isPlaylist() ? TIMEOUTS_FOR_A_FILE : 1);
            double rate = av_q2d(av_guess_frame_rate(format, stream, null));
            this.frameRate = rate > 0 && Double.isFinite(rate) ? rate : DEFAULT_FRAME_RATE;
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
        if (index < 0 || (format.streams(index).disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0) { // a record's cover
            throw new VideoException("no video in " + address);
        }
        boolean othersTell = !promisesLength(format.streams(index)) && format.duration() > 0;
        for (int i = 0; i < format.nb_streams(); i++) {
            if (i != index && !othersTell) {
                format.streams(i).discard(avcodec.AVDISCARD_ALL);
            }
        }
        return format.streams(index);
    }

    AVStream stream() {
        return stream;
    }

    private static boolean promisesLength(AVStream stream) {
        return stream.duration() > 0 || stream.nb_frames() > 0;
    }

    /** Frames per second as the video says; 25 when it says nothing. */
    double frameRate() {
        return frameRate;
    }

    /** A clock for the stream's time stamps. */
    PresentationClock clock() {
        return new PresentationClock(tickMillis(stream), MILLIS / frameRate, meanFrameMillis(), AV_NOPTS_VALUE);
    }

    /** From one frame to the next on average: more than the frame rate says where frames are left out. */
    double meanFrameMillis() {
        double mean = av_q2d(stream.avg_frame_rate());
        return MILLIS / (mean > 0 && mean < frameRate ? mean : frameRate);
    }

    /** The length of the stream as its header says, else the container's, in milliseconds; 0 when neither says anything. */
    double promisedMillis() {
        // FFmpeg takes what is missing of an AVI off its duration; its ticks are frames
        boolean isAvi = format.iformat().name().getString().equals("avi");
        long ticks = isAvi ? Math.max(stream.duration(), stream.nb_frames()) : stream.duration();
        if (ticks > 0) {
            return ticks * tickMillis(stream);
        }
        if (stream.nb_frames() > 0) {
            return stream.nb_frames() * MILLIS / frameRate;
        }
        return Math.max(0, format.duration() * MILLIS / AV_TIME_BASE);
    }

    /** The distance that a video got while a clock followed it, as its promise is counted: containers count from their own zero. */
    double reachedMillis(PresentationClock clock) {
        return promisesLength(stream)
                ? clock.reachedMillis()
                : Math.max(othersEnd, clock.reachedMillis() + Math.max(0, clock.beganMillis()));
    }

    /** The size and orientation of frames that say nothing else. */
    DisplayGeometry geometry() {
        AVCodecParameters parameters = stream.codecpar();
        return geometry(parameters.width(), parameters.height(), null, orientation());
    }

    /**
     * The size and orientation in which a picture is shown.
     *
     * @param frame that may know the shape of its pixels, which the container overrules; null when there is none
     */
    DisplayGeometry geometry(int width, int height, AVFrame frame, Orientation orientation) {
        return DisplayGeometry.of(width, height, av_guess_sample_aspect_ratio(format, stream, frame), orientation);
    }

    /** The orientation that the stream says. */
    Orientation orientation() {
        AVCodecParameters parameters = stream.codecpar();
        AVPacketSideData matrix = av_packet_side_data_get(
                parameters.coded_side_data(), parameters.nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
        return Orientation.of(matrix == null ? null : matrix.data());
    }

    private static double tickMillis(AVStream stream) {
        return MILLIS * av_q2d(stream.time_base());
    }

    /** The time stamp of a packet, in ticks of its stream; AV_NOPTS_VALUE when it has none. */
    static long timestamp(AVPacket packet) {
        return packet.pts() == AV_NOPTS_VALUE ? packet.dts() : packet.pts();
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

    /** The number of packets that the container could not give. */
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
        for (int failures = 0; !isOver && failures < MAX_DAMAGED_IN_A_ROW; ) {
            av_packet_unref(packet);
            deadline.restart(readTimeout);
            int result = av_read_frame(format, packet);
            if (result < 0 && deadline.isOver()) {
                throw over("read");
            } else if (result == AVERROR_EOF()) {
                isOver = true;
            } else if (result == AVERROR_INVALIDDATA() || result == AVERROR_EAGAIN()) {
                failures++;
                damaged++;
            } else if (result < 0 && isBrokenFile()) {
                isOver = true;
            } else if (checked(result, "read") >= 0 && packet.stream_index() == stream.index()) {
                hasGiven = true;
                return packet;
            } else {
                noteEndOfOther();
            }
        }
        if (isOver || isBrokenFile()) {
            isOver = true;
            return null;
        }
        throw new VideoException("can't read " + address + ": nothing but damaged data");
    }

    /** True for a file from which something was read: what is missing then is its end. */
    private boolean isBrokenFile() {
        return hasGiven && format.pb() != null && format.pb().seekable() != 0;
    }

    private void noteEndOfOther() {
        AVStream other = format.streams(packet.stream_index());
        if (timestamp(packet) != AV_NOPTS_VALUE) {
            othersEnd = Math.max(othersEnd, (timestamp(packet) + packet.duration()) * tickMillis(other));
        }
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
