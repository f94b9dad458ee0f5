package io.actionstream.bench.micro;

import io.actionstream.bench.report.Figure;
import io.actionstream.media.video.files.LabelledVideo;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures single frames by JMH, in processes of their own. */
public final class MicroBench {
    private static final String VECTORS = "--add-modules=jdk.incubator.vector";

    private MicroBench() {}

    /**
     * Measures with the Vector API and by plain loops, and the yardsticks.
     *
     * @param videos whose frames are the pictures
     * @param work a folder for the pictures
     */
    public static List<Figure> figures(List<LabelledVideo> videos, Path work) throws RunnerException, IOException {
        Pictures pictures = Pictures.write(work, videos);
        Map<String, Double> fast = micros(".*", work, true);
        Map<String, Double> plain = micros(".*\\.jpeg", work, false);
        List<Figure> figures = new ArrayList<>();
        for (String size : Pictures.SIZES) {
            String name = size + " JPEG to a sample";
            double micros = fast.get("jpeg " + size);
            double ffmpeg = Math.min(fast.get("jpegByFfmpeg " + size), fast.get("jpegByFfmpegThenScaled " + size));
            figures.add(beside(name, micros, "by plain loops", plain.get("jpeg " + size)));
            figures.add(beside(name, micros, "FFmpeg's decoder and the faster scaler", ffmpeg));
            figures.add(beside(name, micros, "the JDK's ImageIO, then scaled", fast.get("jpegByImageIo " + size)));
            figures.add(Figure.of(size + " JPEG, check on arrival", fast.get("check " + size), "us"));
            figures.add(Figure.of(size + " JPEG", meanBytes(pictures.jpegs(size)), "bytes"));
        }
        figures.add(beside(
                Pictures.PNG_SIZE + " PNG to a sample",
                fast.get("png"),
                "the JDK's ImageIO, then scaled",
                fast.get("pngByImageIo")));
        return figures;
    }

    private static Figure beside(String name, double micros, String yardstick, double yardstickMicros) {
        return Figure.beside(name, micros, "us", yardstick, yardstickMicros);
    }

    private static double meanBytes(byte[][] jpegs) {
        return Arrays.stream(jpegs).mapToInt(jpeg -> jpeg.length).average().orElseThrow();
    }

    /** Times by the benchmark's name and its size. */
    private static Map<String, Double> micros(String benchmarks, Path pictures, boolean vectors)
            throws RunnerException {
        List<String> options =
                new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
        options.removeIf(option -> option.startsWith("--add-modules"));
        if (vectors) {
            options.add(VECTORS);
        }
        options.add("-D" + FrameBenchmark.PICTURES + "=" + pictures);
        Map<String, Double> micros = new TreeMap<>();
        for (RunResult result : new Runner(new OptionsBuilder()
                        .include(FrameBenchmark.class.getName() + benchmarks + "$")
                        .jvmArgs(options.toArray(String[]::new))
                        .forks(1)
                        .warmupIterations(5)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(3)
                        .measurementTime(TimeValue.seconds(1))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run()) {
            String size = result.getParams().getParam("size");
            String name = result.getPrimaryResult().getLabel();
            micros.put(
                    size == null ? name : name + " " + size,
                    result.getPrimaryResult().getScore());
        }
        return micros;
    }
}
