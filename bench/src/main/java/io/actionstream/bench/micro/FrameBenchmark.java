package io.actionstream.bench.micro;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_HSV2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.frame.FrameDecoder;
import io.actionstream.model.frame.FrameEncoder;
import io.actionstream.model.frame.FrameScaler;
import io.actionstream.model.frame.ImageCheck;
import io.actionstream.model.image.ImageLimits;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What is done to single frames. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FrameBenchmark {

    /** So many that a processor does not know by heart what comes next. */
    private static final int PICTURES = 64;

    private static final int NOISE = 8;

    @Param({"320x240", "1280x720"})
    public String size;

    private final byte[] sample = new byte[ClipSpec.TUTORIAL.frameBytes()];
    private byte[][] jpegs;
    private int next;
    private ImageCheck check;
    private FrameDecoder decoder;
    private FrameScaler scaler;

    @Setup
    public void encodeFrame() {
        String[] sides = size.split("x");
        jpegs = new byte[PICTURES][];
        for (int i = 0; i < PICTURES; i++) {
            jpegs[i] = jpeg(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]), i);
        }
        ImageLimits limits = ImageLimits.DEFAULT;
        check = new ImageCheck(limits);
        decoder = new FrameDecoder(ClipSpec.TUTORIAL.height(), ClipSpec.TUTORIAL.width(), limits);
        scaler = new FrameScaler(ClipSpec.TUTORIAL.height(), ClipSpec.TUTORIAL.width());
    }

    /** The check on arrival, which every frame gets. */
    @Benchmark
    public Object checkOnArrival() {
        return check.problemIn(jpeg());
    }

    /** Decoding to the network's size, which samples get. */
    @Benchmark
    public byte[] decodeToSample() throws Exception {
        decoder.decode(jpeg(), sample, 0);
        return sample;
    }

    /** The yardstick of the latter: decoding whole, then scaling. */
    @Benchmark
    public byte[] decodeWholeThenScale() {
        byte[] jpeg = jpeg();
        try (BytePointer bytes = new BytePointer(jpeg);
                Mat encoded = new Mat(1, jpeg.length, CV_8UC1, bytes);
                Mat bgr = imdecode(encoded, IMREAD_COLOR)) {
            scaler.scale(bgr, sample, 0);
        }
        return sample;
    }

    private byte[] jpeg() {
        return jpegs[next++ % PICTURES];
    }

    /** A picture with colours and edges, which move to the right, and noise. */
    private static byte[] jpeg(int width, int height, int number) {
        Random random = new Random(number);
        byte[] hsv = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++) {
            int x = (i % width + 3 * number) % width;
            int y = i / width;
            hsv[3 * i] = (byte) (180 * x / width);
            hsv[3 * i + 1] = (byte) (100 + 100 * Math.sin(y / 9.0));
            hsv[3 * i + 2] = (byte) (((x / 20 + y / 30) % 2 == 0 ? 200 : 90) + random.nextInt(NOISE));
        }
        try (BytePointer bytes = new BytePointer(hsv);
                Mat picture = new Mat(height, width, CV_8UC3, bytes);
                Mat bgr = new Mat()) {
            cvtColor(picture, bgr, COLOR_HSV2BGR);
            return new FrameEncoder(90).encode(bgr);
        }
    }
}
