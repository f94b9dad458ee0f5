package io.actionstream.bench.micro;

import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.frame.FrameDecoder;
import io.actionstream.model.frame.FrameEncoder;
import io.actionstream.model.frame.ImageCheck;
import io.actionstream.model.image.ImageLimits;
import java.awt.Color;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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

    private static final int QUALITY = 90;
    private static final int NOISE = 8;

    @Param({"320x240", "1280x720"})
    public String size;

    private final byte[] sample = new byte[ClipSpec.TUTORIAL.frameBytes()];
    private byte[][] jpegs;
    private int next;
    private ImageCheck check;
    private FrameDecoder decoder;

    @Setup
    public void encodeFrame() {
        String[] sides = size.split("x");
        jpegs = new byte[PICTURES][];
        for (int i = 0; i < PICTURES; i++) {
            jpegs[i] = jpeg(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]), i);
        }
        ImageLimits limits = ImageLimits.DEFAULT;
        check = new ImageCheck(limits, ClipSpec.TUTORIAL.height(), ClipSpec.TUTORIAL.width());
        decoder = new FrameDecoder(ClipSpec.TUTORIAL.height(), ClipSpec.TUTORIAL.width(), limits);
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

    private byte[] jpeg() {
        return jpegs[next++ % PICTURES];
    }

    /** A picture with colours and edges, which move to the right, and noise. */
    private static byte[] jpeg(int width, int height, int number) {
        Random random = new Random(number);
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++) {
            int x = (i % width + 3 * number) % width;
            int y = i / width;
            double saturation = (100 + 100 * Math.sin(y / 9.0)) / 255;
            int value = ((x / 20 + y / 30) % 2 == 0 ? 200 : 90) + random.nextInt(NOISE);
            int colour = Color.HSBtoRGB((float) x / width, (float) saturation, value / 255f);
            rgb[3 * i] = (byte) (colour >> 16);
            rgb[3 * i + 1] = (byte) (colour >> 8);
            rgb[3 * i + 2] = (byte) colour;
        }
        return new FrameEncoder(QUALITY).encode(rgb, width, height);
    }
}
