package io.actionstream.bench.micro;

import io.actionstream.media.frame.FrameDecoder;
import io.actionstream.media.frame.FrameScaler;
import io.actionstream.media.frame.ImageCheck;
import io.actionstream.media.image.ImageLimits;
import io.actionstream.media.image.RgbImage;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Fit;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Measures single frames, which come in turns, beside other decoders. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FrameBenchmark {
    /** The system property that names the folder of the pictures. */
    static final String PICTURES = "pictures";

    private static final int MAX_REDUCTION = 8;

    /** JPEGs of one size. */
    @State(Scope.Thread)
    public static class Jpegs {
        @Param({"320x240", "640x480", "1280x720", "1920x1080"})
        public String size;

        private final byte[] sample = new byte[ClipSpec.TUTORIAL.frameBytes()];
        private byte[][] images;
        private int next;
        private ImageCheck check;
        private FrameDecoder decoder;
        private FfmpegDecoder ffmpeg;
        private int width;
        private int height;

        /** Encodes them. */
        @Setup
        public void prepare() throws IOException {
            String[] sides = size.split("x");
            int imageWidth = Integer.parseInt(sides[0]);
            int imageHeight = Integer.parseInt(sides[1]);
            images = pictures().jpegs(size);
            int side = ClipSpec.TUTORIAL.width();
            check = new ImageCheck(ImageLimits.DEFAULT, side, side, Fit.LETTERBOX);
            decoder = new FrameDecoder(side, side);
            width = side;
            height = Math.round((float) side * imageHeight / imageWidth);
            int reduction = 1;
            while (reduction < MAX_REDUCTION && imageWidth / (2 * reduction) >= width) {
                reduction *= 2;
            }
            ffmpeg = new FfmpegDecoder(reduction);
        }

        private byte[] next() {
            return images[next++ % images.length];
        }
    }

    /** PNGs. */
    @State(Scope.Thread)
    public static class Pngs {
        private final byte[] sample = new byte[ClipSpec.TUTORIAL.frameBytes()];
        private final FrameDecoder decoder = new FrameDecoder(ClipSpec.TUTORIAL.height(), ClipSpec.TUTORIAL.width());
        private byte[][] images;
        private int next;

        /** Encodes them. */
        @Setup
        public void prepare() throws IOException {
            images = pictures().pngs();
        }

        private byte[] next() {
            return images[next++ % images.length];
        }
    }

    private static Pictures pictures() {
        return new Pictures(Path.of(System.getProperty(PICTURES)));
    }

    /** The check on arrival, which every frame gets. */
    @Benchmark
    public Object check(Jpegs jpegs) {
        return jpegs.check.problemIn(jpegs.next());
    }

    /** Decoding to the network's size, which samples get. */
    @Benchmark
    public byte[] jpeg(Jpegs jpegs) throws Exception {
        jpegs.decoder.decode(jpegs.next(), jpegs.sample, 0);
        return jpegs.sample;
    }

    /** FFmpeg's decoder and its scaler to RGB, then our own scaler. */
    @Benchmark
    public byte[] jpegByFfmpegThenScaled(Jpegs jpegs) {
        RgbImage image = jpegs.ffmpeg.decode(jpegs.next());
        new FrameScaler(ClipSpec.TUTORIAL.height(), ClipSpec.TUTORIAL.width()).scale(image, jpegs.sample, 0);
        return jpegs.sample;
    }

    /** FFmpeg's decoder, and its scaler straight to the size in the sample. */
    @Benchmark
    public byte[] jpegByFfmpeg(Jpegs jpegs) {
        int stride = ClipSpec.TUTORIAL.width() * RgbImage.CHANNELS;
        int top = (ClipSpec.TUTORIAL.height() - jpegs.height) / 2 * stride;
        jpegs.ffmpeg.decode(jpegs.next(), jpegs.width, jpegs.height, jpegs.sample, top, stride);
        return jpegs.sample;
    }

    /** The JDK's decoder, then our own scaler. */
    @Benchmark
    public byte[] jpegByImageIo(Jpegs jpegs) throws IOException {
        return byImageIo(jpegs.next(), jpegs.sample);
    }

    /** Decoding a PNG to the network's size. */
    @Benchmark
    public byte[] png(Pngs pngs) throws Exception {
        pngs.decoder.decode(pngs.next(), pngs.sample, 0);
        return pngs.sample;
    }

    /** The JDK's decoder, then our own scaler. */
    @Benchmark
    public byte[] pngByImageIo(Pngs pngs) throws IOException {
        return byImageIo(pngs.next(), pngs.sample);
    }

    private static byte[] byImageIo(byte[] encoded, byte[] sample) throws IOException {
        BufferedImage image = ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded)));
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        new FrameScaler(ClipSpec.TUTORIAL.height(), ClipSpec.TUTORIAL.width())
                .scale(new RgbImage(pixels, image.getWidth(), image.getHeight()), sample, 0);
        return sample; // red and blue in the other order: here only the time counts
    }
}
