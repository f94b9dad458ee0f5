package io.actionstream.media.video;

import static org.bytedeco.ffmpeg.global.avutil.*;
import static org.bytedeco.ffmpeg.global.swscale.*;

import io.actionstream.model.clip.ClipSpec;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;

/**
 * Writes a video file, MPEG-4 part 2 in AVI or MP4 by the file's extension. It is written beside its place and moved
 * there by {@link #close}, so that a half-written video is never seen. For one thread.
 */
public final class VideoWriter implements Closeable {
    private static final int MAX_SIDE = 4096;
    private static final int MAX_FRAME_RATE = 240;

    private final Path file;
    private final int width;
    private final int height;
    private final Mpeg4Muxer muxer;
    private final AVFrame picture;
    private SwsContext converter;
    private long written;
    private boolean discarded;
    private boolean closed;

    private VideoWriter(Path file, int width, int height, double frameRate) throws IOException {
        this.file = file.toAbsolutePath();
        this.width = width;
        this.height = height;
        this.muxer = new Mpeg4Muxer(this.file, width, height, frameRate);
        this.picture = newFrame(AV_PIX_FMT_YUV420P);
    }

    /**
     * Opens a video for writing.
     *
     * @param file ends in {@code .avi} or {@code .mp4}; replaced when it exists; its folder must exist
     * @param width columns, even
     * @param height rows, even
     * @param frameRate frames a second
     * @throws IllegalArgumentException when the size or the rate cannot be encoded
     * @throws IOException when the file cannot be written
     */
    public static VideoWriter create(Path file, int width, int height, double frameRate) throws IOException {
        requireSide("width", width);
        requireSide("height", height);
        if (!(frameRate >= 1 && frameRate <= MAX_FRAME_RATE)) {
            throw new IllegalArgumentException(
                    "video frame rate must be between 1 and " + MAX_FRAME_RATE + ", not " + frameRate);
        }
        Ffmpeg.load();
        return new VideoWriter(file, width, height, frameRate);
    }

    /** Writes the next frame: (height, width, RGB) as uint8. */
    public void write(byte[] rgb) throws IOException {
        encode(rgb, AV_PIX_FMT_RGB24);
    }

    /** Writes the next frame: a whole {@link BufferedImage#TYPE_3BYTE_BGR} of the video's size. */
    public void write(BufferedImage image) throws IOException {
        if (image.getType() != BufferedImage.TYPE_3BYTE_BGR
                || image.getWidth() != width
                || image.getHeight() != height
                || !(image.getRaster().getDataBuffer() instanceof DataBufferByte pixels)) {
            throw new IllegalArgumentException("a frame must be a TYPE_3BYTE_BGR image of " + width + "x" + height);
        }
        encode(pixels.getData(), AV_PIX_FMT_BGR24);
    }

    /** Gives the video up: {@link #close} deletes what was written instead of putting it in its place. */
    public void discard() {
        discarded = true;
    }

    private void encode(byte[] pixels, int format) throws IOException {
        if (pixels.length != width * height * ClipSpec.CHANNELS) {
            throw new IllegalArgumentException("a frame of " + width + "x" + height + " has "
                    + width * height * ClipSpec.CHANNELS + " bytes, not " + pixels.length);
        }
        if (closed) {
            throw new VideoException("can't write " + file + ": it is closed");
        }
        AVFrame source = newFrame(format);
        try {
            source.data(0).put(pixels);
            convert(source);
            picture.pts(written++);
            muxer.write(picture);
        } catch (IOException e) {
            discard();
            throw e;
        } finally {
            av_frame_free(source);
        }
    }

    private void convert(AVFrame source) throws IOException {
        converter = sws_getCachedContext(
                converter,
                width,
                height,
                source.format(),
                width,
                height,
                AV_PIX_FMT_YUV420P,
                SWS_BILINEAR | SWS_ACCURATE_RND,
                null,
                null,
                (DoublePointer) null);
        if (av_frame_make_writable(picture) < 0 || sws_scale_frame(converter, picture, source) < 0) {
            throw new VideoException("can't convert a frame of " + file);
        }
    }

    /** A frame whose rows follow one another without gaps. */
    private AVFrame newFrame(int format) {
        AVFrame frame = av_frame_alloc().format(format).width(width).height(height);
        if (av_frame_get_buffer(frame, 1) < 0) {
            throw new OutOfMemoryError("no native memory for a frame of " + width + "x" + height);
        }
        return frame;
    }

    /** Finishes the video and puts it in its place, or deletes it when a write failed or it was discarded. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (!discarded) {
                muxer.finish();
            }
        } finally {
            sws_freeContext(converter);
            av_frame_free(picture);
            muxer.free();
        }
    }

    private static void requireSide(String name, int value) {
        if (value < 16 || value > MAX_SIDE || value % 2 != 0) {
            throw new IllegalArgumentException(
                    "video " + name + " must be even and between 16 and " + MAX_SIDE + ", not " + value);
        }
    }
}
