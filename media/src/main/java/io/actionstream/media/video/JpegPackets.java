package io.actionstream.media.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;

import io.actionstream.media.frame.FrameDecoder;
import io.actionstream.media.frame.ImageCheck;
import io.actionstream.media.image.BrokenImageException;
import io.actionstream.media.image.ImageInfo;
import io.actionstream.media.image.ImageLimits;
import io.actionstream.media.image.RgbImage;
import io.actionstream.model.clip.Fit;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * JPEG video (MJPEG), whose packets are images: decoded as the live job decodes the images of a camera, so that a sample is the
 * same offline and live. Packets that can't be decoded are skipped and counted.
 */
final class JpegPackets implements VideoFrames {

    private final Demuxer demuxer;
    private final String name;
    private final FrameDecoder whole = new FrameDecoder(1, 1, Fit.LETTERBOX, ImageLimits.FILES);
    private final byte[] pixel = new byte[RgbImage.CHANNELS];
    private final ImageCheck check = new ImageCheck(ImageLimits.FILES, 1, 1, Fit.LETTERBOX);
    private final RgbConverter converter = new RgbConverter();
    private byte[] jpeg;
    private ImageInfo info;
    private long timestamp;
    private long duration;
    private int damaged;
    private FrameDecoder decoder;
    private ImageInfo decoded;

    JpegPackets(Demuxer demuxer, VideoAddress address) {
        this.demuxer = demuxer;
        this.name = address.toString();
    }

    /** True for a stream of JPEGs, one a frame. Interlaced ones have two of half the height, which FFmpeg puts together. */
    static boolean areIn(Demuxer demuxer) throws VideoException {
        if (demuxer.stream().codecpar().codec_id() != AV_CODEC_ID_MJPEG) {
            return false;
        }
        AVPacket first = demuxer.peek();
        return first == null
                || !(new ImageCheck(ImageLimits.FILES, 1, 1, Fit.LETTERBOX).inspect(bytes(first))
                        instanceof ImageInfo info)
                || 4L * info.height() > 3L * demuxer.stream().codecpar().height();
    }

    @Override
    public boolean next() throws VideoException {
        for (AVPacket packet = demuxer.next(); packet != null; packet = demuxer.next()) {
            jpeg = bytes(packet);
            if (isWhole()) {
                timestamp = Demuxer.timestamp(packet);
                duration = packet.duration();
                return true;
            }
            damaged++;
        }
        return false;
    }

    /** Decodes the image at its smallest, which finds all damage that there is to find. */
    private boolean isWhole() {
        if (!(check.inspect(jpeg) instanceof ImageInfo present)) {
            return false;
        }
        info = present;
        try {
            whole.decode(jpeg, pixel, 0);
            return true;
        } catch (BrokenImageException e) {
            return false;
        }
    }

    private static byte[] bytes(AVPacket packet) {
        byte[] bytes = new byte[packet.size()];
        packet.data().get(bytes);
        return bytes;
    }

    @Override
    public long timestamp() {
        return timestamp;
    }

    @Override
    public long duration() {
        return duration;
    }

    @Override
    public int width() {
        return info.width();
    }

    @Override
    public int height() {
        return info.height();
    }

    @Override
    public DisplayGeometry geometry() {
        return demuxer.geometry(info.width(), info.height(), null, demuxer.orientation());
    }

    @Override
    public RgbImage image() throws VideoException {
        if (!info.equals(decoded)) {
            decoder = new FrameDecoder(info.height(), info.width(), Fit.LETTERBOX, ImageLimits.FILES);
            decoded = info;
        }
        byte[] pixels = new byte[info.height() * info.width() * RgbImage.CHANNELS];
        decodeInto(decoder, pixels, 0);
        return new RgbImage(pixels, info.width(), info.height());
    }

    @Override
    public RgbImage image(int width, int height) throws VideoException {
        return converter.convert(image(), width, height);
    }

    /** Decodes the current frame into a sample. */
    void decodeInto(FrameDecoder samples, byte[] target, int offset) throws VideoException {
        try {
            samples.decode(jpeg, target, offset);
        } catch (BrokenImageException e) {
            throw new VideoException("can't decode " + name + ": " + e.getMessage(), e);
        }
    }

    @Override
    public int damaged() {
        return damaged;
    }

    @Override
    public void close() {
        converter.close();
    }
}
