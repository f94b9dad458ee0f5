package io.actionstream.bench.micro;

import io.actionstream.bench.report.Figure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What is done to single frames, measured by JMH in a process of its own. */
public final class MicroBench {

    private MicroBench() {}

    public static List<Figure> figures() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(FrameBenchmark.class.getName())
                        .forks(1)
                        .warmupIterations(2)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(3)
                        .measurementTime(TimeValue.seconds(1))
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        Map<String, Double> micros = new LinkedHashMap<>();
        results.forEach(result -> micros.put(
                result.getPrimaryResult().getLabel() + " " + result.getParams().getParam("size"),
                result.getPrimaryResult().getScore()));
        List<Figure> figures = new ArrayList<>();
        micros.forEach((name, score) -> {
            String whole = name.replace("decodeToSample", "decodeWholeThenScale");
            figures.add(
                    name.equals(whole)
                            ? Figure.of(name, score, "us")
                            : Figure.beside(name, score, "us", whole, micros.get(whole)));
        });
        return figures;
    }
}
