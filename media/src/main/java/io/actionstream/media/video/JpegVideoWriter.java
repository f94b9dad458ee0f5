package io.actionstream.media.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * Writes JPEGs as the frames of an MP4 as they are, without encoding them again, each with its time. {@link VideoReader} gives
 * back the same images at the same times. The file is in its place when it was finished before it was closed. For one thread.
 */
public final class JpegVideoWriter implements Closeable {

    private static final AVRational MILLIS = av_make_q(1, 1000);
    private static final long FIRST_FRAME_MILLIS = 40;

    private final Path file;
    private final ContainerFile container;
    private final AVPacket packet = av_packet_alloc();
    private long first;
    private long last;
    private boolean hasFrames;
    private boolean closed;

    private JpegVideoWriter(Path file) throws IOException {
        this.file = file;
        this.container = new ContainerFile(file);
    }

    /**
     * Opens a video for writing.
     *
     * @param file ends in {@code .mp4}; replaced when it exists; its folder must exist
     * @param width columns of the first image, in pixels
     * @param height rows of the first image, in pixels
     * @throws IOException when the file cannot be written
     */
    public static JpegVideoWriter create(Path file, int width, int height) throws IOException {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a video must have pixels, not " + width + "x" + height);
        }
        if (VideoContainer.of(file) != VideoContainer.MP4) {
            throw new IllegalArgumentException("JPEGs with times of their own are written as .mp4, not as " + file);
        }
        Ffmpeg.load();
        var writer = new JpegVideoWriter(file);
        try {
            writer.container.stream().time_base(MILLIS);
            writer.container.stream()
                    .codecpar()
                    .codec_type(AVMEDIA_TYPE_VIDEO)
                    .codec_id(AV_CODEC_ID_MJPEG)
                    .format(AV_PIX_FMT_YUVJ420P)
                    .width(width)
                    .height(height);
            writer.container.begin();
            return writer;
        } catch (IOException e) {
            writer.close();
            throw e;
        }
    }

    /**
     * Writes the next frame.
     *
     * @param jpeg a whole JPEG
     * @param millis when it is shown, in milliseconds, later than the one before; the first may begin anywhere
     */
    public void write(byte[] jpeg, long millis) throws IOException {
        if (closed) {
            throw new VideoException("can't write " + file + ": it is closed");
        }
        if (hasFrames && millis <= last) {
            throw new IllegalArgumentException("a frame at " + millis + " ms must follow the one at " + last + " ms");
        }
        if (!hasFrames) {
            first = millis;
        }
        if (av_new_packet(packet, jpeg.length) < 0) {
            throw new OutOfMemoryError("no native memory for a frame of " + jpeg.length + " bytes");
        }
        packet.data().put(jpeg);
        packet.pts(millis - first)
                .dts(millis - first)
                .duration(hasFrames ? millis - last : FIRST_FRAME_MILLIS)
                .flags(AV_PKT_FLAG_KEY);
        hasFrames = true;
        last = millis;
        try {
            container.write(packet, MILLIS);
        } finally {
            av_packet_unref(packet);
        }
    }

    /** Makes the video whole. */
    public void finish() throws IOException {
        container.finish();
    }

    /** Puts the video in its place if it was finished, else deletes it. */
    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            av_packet_free(packet);
            container.close();
        }
    }
}
