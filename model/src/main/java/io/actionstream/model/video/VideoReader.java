package io.actionstream.model.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import io.actionstream.model.frame.FrameDecoder;
import io.actionstream.model.image.RgbImage;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;

/**
 * Reads the frames of a video file, a webcam or a network camera, one after the other. A frame is only converted when
 * its pixels are asked for, so that skipping frames costs no more than decoding them. Sound is ignored. JPEG video
 * is decoded as the live job decodes the images of a camera, all other by FFmpeg. For one thread at a time.
 */
public final class VideoReader implements AutoCloseable {

    private static final double DEFAULT_FRAME_RATE = 25;
    private static final double MILLIS = 1000;

    private final Demuxer demuxer;
    private final VideoFrames frames;
    private final double frameRate;
    private final PresentationClock clock;
    private final Rotation rotation;
    private RgbImage image;
    private boolean onFrame;
    private boolean closed;

    private VideoReader(VideoAddress address, VideoOptions options) throws VideoException {
        this.demuxer = new Demuxer(address, options);
        try {
            this.frames = JpegPackets.areIn(demuxer)
                    ? new JpegPackets(demuxer, address)
                    : new StreamDecoder(demuxer, address, options.codecThreads());
        } catch (VideoException e) {
            demuxer.close();
            throw e;
        }
        this.rotation = Rotation.of(demuxer.stream().codecpar());
        double rate = av_q2d(demuxer.frameRate());
        this.frameRate = rate > 0 && Double.isFinite(rate) ? rate : DEFAULT_FRAME_RATE;
        double tickMillis = MILLIS * av_q2d(demuxer.stream().time_base());
        this.clock = new PresentationClock(tickMillis, MILLIS / frameRate, AV_NOPTS_VALUE);
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
            clock.advance(frames.timestamp());
            onFrame = true;
        }
        return onFrame;
    }

    /** When the current frame is shown, in milliseconds from the first; never less than that of the frame before. */
    public long timestampMillis() {
        return clock.millis();
    }

    /** Columns of the video as it is shown, in pixels, as its header says. */
    public int width() {
        AVCodecParameters parameters = demuxer.stream().codecpar();
        return rotation.swapsSides() ? parameters.height() : parameters.width();
    }

    /** Rows of the video as it is shown, in pixels, as its header says. */
    public int height() {
        AVCodecParameters parameters = demuxer.stream().codecpar();
        return rotation.swapsSides() ? parameters.width() : parameters.height();
    }

    /** Frames per second as the video says; 25 when it says nothing. */
    public double frameRate() {
        return frameRate;
    }

    /**
     * How long the video is as it says, in milliseconds: when its last frame has been shown. 0 when it says nothing, as
     * live sources do.
     */
    public long durationMillis() {
        long ticks = demuxer.stream().duration();
        if (ticks > 0) {
            return Math.round(ticks * MILLIS * av_q2d(demuxer.stream().time_base()));
        }
        return Math.round(demuxer.stream().nb_frames() * MILLIS / frameRate);
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

    /** How many packets were damaged and skipped so far. */
    public int damaged() {
        return demuxer.damaged() + frames.damaged();
    }

    /**
     * The current frame, at its own size, upright.
     *
     * @return an image that stays as it is when the reader moves on; the same one when asked again
     * @throws VideoException when its pixel format can't be converted
     * @throws IllegalStateException when there is no current frame
     */
    public RgbImage image() throws VideoException {
        requireFrame();
        if (image == null) {
            image = rotation.apply(frames.image());
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
        boolean swaps = rotation.swapsSides();
        return rotation.apply(frames.image(swaps ? height : width, swaps ? width : height));
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
        if (rotation == Rotation.NONE && frames instanceof JpegPackets jpegs) {
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
        frames.close();
        demuxer.close();
    }
}
