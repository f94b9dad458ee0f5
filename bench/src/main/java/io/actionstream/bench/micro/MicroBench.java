package io.actionstream.bench.micro;

import io.actionstream.bench.report.Figure;
import java.util.List;
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
        return new Runner(new OptionsBuilder()
                        .include(FrameBenchmark.class.getName())
                        .forks(1)
                        .warmupIterations(2)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(3)
                        .measurementTime(TimeValue.seconds(1))
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run().stream().map(MicroBench::figure).toList();
    }

    private static Figure figure(RunResult result) {
        String name =
                result.getPrimaryResult().getLabel() + " " + result.getParams().getParam("size");
        return Figure.of(name, result.getPrimaryResult().getScore(), "us");
    }
}
