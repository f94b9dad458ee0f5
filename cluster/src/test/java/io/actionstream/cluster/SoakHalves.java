package io.actionstream.cluster;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Two stretches of a soak of equal length, after a quarter of it in which the processes warmed up. */
record SoakHalves(List<SoakFigures> first, List<SoakFigures> second) {

    static SoakHalves of(List<SoakFigures> all) {
        int warm = all.size() / 4;
        int middle = warm + (all.size() - warm) / 2;
        return new SoakHalves(all.subList(warm, middle), all.subList(middle, all.size()));
    }

    /** The mean of the second by that of the first. */
    double ratio(ToDoubleFunction<SoakFigures> figure) {
        return mean(second, figure) / mean(first, figure);
    }

    /** The mean of the second less that of the first. */
    double difference(ToDoubleFunction<SoakFigures> figure) {
        return mean(second, figure) - mean(first, figure);
    }

    /** The highest of both. */
    double max(ToDoubleFunction<SoakFigures> figure) {
        return Stream.concat(first.stream(), second.stream())
                .mapToDouble(figure)
                .max()
                .orElseThrow();
    }

    private static double mean(List<SoakFigures> figures, ToDoubleFunction<SoakFigures> figure) {
        return figures.stream().mapToDouble(figure).average().orElseThrow();
    }
}
