package io.actionstream.media.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;

import io.actionstream.media.frame.FrameDecoder;
import io.actionstream.media.image.RgbImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Reads the frames of a video file, a webcam or a network camera, one after the other. A frame is only converted when
 * its pixels are asked for, so that skipping frames costs no more than decoding them. Sound is ignored. JPEG video
 * is decoded as the live job decodes the images of a camera, all other by FFmpeg. For one thread at a time.
 */
public final class VideoReader implements AutoCloseable {

    private static final double MILLIS = 1000;
    /** So much less than was promised, or two frames, is no loss: headers round, and codecs keep a frame or two. */
    private static final double TOLERATED_LOSS_MILLIS = 500;

    private final VideoAddress address;
    private final Demuxer demuxer;
    private final VideoFrames frames;
    private final PresentationClock clock;
    private final RgbConverter resizer = new RgbConverter();
    private RgbImage image;
    private boolean onFrame;
    private boolean ended;
    private boolean closed;

    private VideoReader(VideoAddress address, VideoOptions options) throws VideoException {
        this.address = address;
        this.demuxer = new Demuxer(address, options);
        try {
            this.frames = JpegPackets.areIn(demuxer)
                    ? new JpegPackets(demuxer, address)
                    : new StreamDecoder(demuxer, address, options.codecThreads());
        } catch (VideoException e) {
            demuxer.close();
            throw e;
        }
        this.clock = demuxer.clock();
    }

    /** Opens a video file. */
    public static VideoReader open(Path file) throws VideoException {
        return open(file.toString());
    }

    /**
     * Opens a video.
     *
     * @param address a file, a webcam ({@code /dev/video0}), or an address ({@code file:///}, {@code rtsp://},
     *     {@code http://}, ...)
     * @throws VideoException when there is none that can be read; the message names it
     */
    public static VideoReader open(String address) throws VideoException {
        return open(address, VideoOptions.DEFAULT);
    }

    /** Opens a video with other than the default options. */
    public static VideoReader open(String address, VideoOptions options) throws VideoException {
        Ffmpeg.load();
        return new VideoReader(new VideoAddress(address), options);
    }

    /**
     * Moves on to the next frame.
     *
     * @return false at the end of the video
     * @throws VideoException when the source failed, gave nothing for longer than the read timeout, or the thread was
     *     interrupted while it waited
     */
    public boolean next() throws VideoException {
        if (closed) {
            throw new IllegalStateException("the video is closed");
        }
        image = null;
        onFrame = false;
        if (frames.next()) {
            clock.advance(frames.timestamp(), frames.duration());
            onFrame = true;
        }
        ended = !onFrame;
        return onFrame;
    }

    /** The time at which the current frame is shown, in milliseconds from the first; never less than that of the frame before. */
    public long timestampMillis() {
        return clock.millis();
    }

    /** Columns of the video as it is shown, in pixels, as its header says. */
    public int width() {
        return demuxer.geometry().shownWidth();
    }

    /** Rows of the video as it is shown, in pixels, as its header says. */
    public int height() {
        return demuxer.geometry().shownHeight();
    }

    /** Frames per second as the video says; 25 when it says nothing. */
    public double frameRate() {
        return demuxer.frameRate();
    }

    /**
     * The length of the video as its header says, in milliseconds, until its last frame has been shown. 0 when it says
     * nothing, as live sources do. It may be wrong; {@link #measureMillis} is not.
     */
    public long durationMillis() {
        return Math.round(demuxer.promisedMillis());
    }

    /**
     * Reads to the end without decoding, to learn how long the video is. Afterwards there are no more frames.
     *
     * @return when the last frame has been shown, in milliseconds from the first; 0 when there is none
     */
    public long measureMillis() throws VideoException {
        image = null;
        onFrame = false;
        long packets = 0;
        for (AVPacket packet = demuxer.next(); packet != null; packet = demuxer.next()) {
            if ((packet.flags() & AV_PKT_FLAG_DISCARD) == 0) {
                clock.advance(Demuxer.timestamp(packet), packet.duration());
                packets++;
            }
        }
        ended = true;
        // time stamps are rounded to the container's ticks, a count of frames is not
        double frameMillis = MILLIS / frameRate();
        double counted = packets * frameMillis;
        return Math.round(Math.abs(counted - clock.endMillis()) < frameMillis ? counted : clock.endMillis());
    }

    /** True when the video is at its end and less of it was there than its header promises. */
    public boolean endsEarly() {
        double tolerated = Math.max(TOLERATED_LOSS_MILLIS, 2 * demuxer.meanFrameMillis());
        return ended && demuxer.promisedMillis() - demuxer.reachedMillis(clock) > tolerated;
    }

    /** Says what was wrong with the video so far, in sentences that name it. To be asked at its end. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (clock.jumps() > 0) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%s: time stamps jump %s by %.1f s at %.1f s%s; what follows is joined on",
                    address,
                    clock.firstJumpMillis() < 0 ? "back" : "forward",
                    Math.abs(clock.firstJumpMillis()) / MILLIS,
                    clock.firstJumpAtMillis() / MILLIS,
                    clock.jumps() == 1 ? "" : ", the first of " + clock.jumps() + " jumps"));
        }
        if (endsEarly()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%s ends early: %.1f s of the %.1f s that its header promises are there",
                    address,
                    demuxer.reachedMillis(clock) / MILLIS,
                    demuxer.promisedMillis() / MILLIS));
        }
        return warnings;
    }

    /** True when the video is known to end: a file, also one on a server, or a complete playlist. False for what is live. */
    public boolean hasEnd() {
        return demuxer.hasEnd();
    }

    /**
     * True when frames come many at once, a file of a playlist at a time. The times of their arrival then say nothing of when they
     * were captured.
     */
    public boolean comesInFiles() {
        return demuxer.isPlaylist();
    }

    /** The number of packets that were damaged and skipped so far. */
    public int damaged() {
        return demuxer.damaged() + frames.damaged();
    }

    /**
     * The current frame, at its own size with square pixels, upright.
     *
     * @return an image that stays as it is when the reader moves on; the same one when asked again
     * @throws VideoException when its pixel format can't be converted
     * @throws IllegalStateException when there is no current frame
     */
    public RgbImage image() throws VideoException {
        requireFrame();
        if (image == null) {
            DisplayGeometry geometry = frames.geometry();
            image = geometry.orientation().apply(stored(geometry.width(), geometry.height()));
        }
        return image;
    }

    /**
     * The current frame, upright, resized without regard to its aspect ratio. What becomes smaller is averaged.
     *
     * @param width columns, in pixels
     * @param height rows, in pixels
     * @return a new image
     * @throws VideoException when it can't be converted to that size
     * @throws IllegalStateException when there is no current frame
     */
    public RgbImage image(int width, int height) throws VideoException {
        requireFrame();
        Orientation orientation = frames.geometry().orientation();
        if (orientation.isOblique()) {
            return resizer.convert(image(), width, height);
        }
        boolean swaps = orientation.transposed();
        return orientation.apply(frames.image(swaps ? height : width, swaps ? width : height));
    }

    private RgbImage stored(int width, int height) throws VideoException {
        return width == frames.width() && height == frames.height() ? frames.image() : frames.image(width, height);
    }

    private void requireFrame() {
        if (!onFrame) {
            throw new IllegalStateException("the video is not on a frame");
        }
    }

    /**
     * Makes a sample of the current frame.
     *
     * @param decoder says how large a sample is, and decodes the image of JPEG video
     * @param target receives (height, width, RGB) as uint8
     * @param offset of the sample's first byte in {@code target}
     */
    public void sampleInto(FrameDecoder decoder, byte[] target, int offset) throws VideoException {
        requireFrame();
        if (frames instanceof JpegPackets jpegs && jpegs.geometry().isPlain(jpegs.width(), jpegs.height())) {
            jpegs.decodeInto(decoder, target, offset);
        } else {
            decoder.scale(image(), target, offset);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        onFrame = false;
        resizer.close();
        frames.close();
        demuxer.close();
    }
}
