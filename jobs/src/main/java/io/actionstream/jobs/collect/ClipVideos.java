package io.actionstream.jobs.collect;

import io.actionstream.media.frame.FrameDecoder;
import io.actionstream.media.frame.FrameEncoder;
import io.actionstream.media.frame.ImageCheck;
import io.actionstream.media.image.BrokenImageException;
import io.actionstream.media.image.ImageFormat;
import io.actionstream.media.image.ImageInfo;
import io.actionstream.media.image.ImageLimits;
import io.actionstream.media.image.RgbImage;
import io.actionstream.media.video.JpegVideoWriter;
import io.actionstream.model.clip.Fit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Makes videos of the frames of clips. JPEGs stay as they are, PNGs become JPEGs, and what cannot be decoded is left out, so
 * that a video has the samples that the clip had in the job.
 */
final class ClipVideos {

    /** A clip may begin so much after its start, and end so much before its end: the job's default for gaps. */
    private static final long TOLERATED_MILLIS = 1800;

    private static final int QUALITY = 95;

    private final DataSet data;
    private final Path unfinished;
    private final ImageCheck check = new ImageCheck(ImageLimits.DEFAULT, 1, 1, Fit.LETTERBOX);
    private final FrameDecoder whole = new FrameDecoder(1, 1);
    private final byte[] pixel = new byte[RgbImage.CHANNELS];

    /** Adds videos to a data set, by way of a folder for unfinished ones. */
    ClipVideos(DataSet data, Path folder) {
        this.data = data;
        this.unfinished = folder.resolve("video.mp4");
    }

    /** Makes one of the frames that came, and says what became of it. */
    Fate make(ClipFrames frames) throws IOException {
        if (frames.isEmpty()) {
            return Fate.GONE;
        }
        try (var video = new Video()) {
            frames.read(video);
            if (video.writer == null) {
                return Fate.BROKEN;
            }
            CollectedClip clip = frames.clip();
            if (video.first > clip.start() + TOLERATED_MILLIS || video.last < clip.end() - TOLERATED_MILLIS) {
                return Fate.GONE;
            }
            String sha256 = HexFormat.of().formatHex(video.digest.digest());
            if (data.hasPictures(sha256)) {
                return Fate.SAME_FRAMES;
            }
            video.writer.finish();
            video.writer.close();
            data.add(clip, unfinished, video.count, sha256);
            return Fate.CUT;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** A video that is being written. */
    private final class Video implements ClipFrames.Reader, AutoCloseable {

        private final MessageDigest digest = sha256();
        private JpegVideoWriter writer;
        private int count;
        private long first;
        private long last;

        @Override
        public void frame(long time, byte[] image) throws IOException {
            if (!(check.inspect(image) instanceof ImageInfo info)) {
                return;
            }
            byte[] jpeg;
            try {
                jpeg = jpeg(image, info);
            } catch (BrokenImageException e) {
                return;
            }
            if (writer == null) {
                writer = JpegVideoWriter.create(unfinished, info.width(), info.height());
                first = time;
            }
            writer.write(jpeg, time);
            digest.update(image);
            count++;
            last = time;
        }

        @Override
        public void close() throws IOException {
            if (writer != null) {
                writer.close();
            }
        }
    }

    private byte[] jpeg(byte[] image, ImageInfo info) throws BrokenImageException {
        if (info.format() == ImageFormat.JPEG) {
            whole.decode(image, pixel, 0);
            return image;
        }
        byte[] pixels = new byte[info.height() * info.width() * RgbImage.CHANNELS];
        new FrameDecoder(info.height(), info.width()).decode(image, pixels, 0);
        return new FrameEncoder(QUALITY).encode(pixels, info.width(), info.height());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
