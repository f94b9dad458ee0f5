package io.actionstream.bench.report;

/**
 * A measured figure beside its yardstick, measured in the same run.
 *
 * @param name what was measured
 * @param value the figure
 * @param unit of both
 * @param yardstick what it is compared with; null for a figure that stands by itself
 * @param yardstickValue in the same unit; ignored without a yardstick
 * @param goal which ratio is wanted; null when none is
 */
public record Figure(String name, double value, String unit, String yardstick, double yardstickValue, Goal goal) {

    /** A figure without a yardstick. */
    public static Figure of(String name, double value, String unit) {
        return new Figure(name, value, unit, null, Double.NaN, null);
    }

    /** A figure beside a yardstick. */
    public static Figure beside(String name, double value, String unit, String yardstick, double yardstickValue) {
        return new Figure(name, value, unit, yardstick, yardstickValue, null);
    }

    /** The same with a wanted ratio. */
    public Figure wanting(Goal wanted) {
        return new Figure(name, value, unit, yardstick, yardstickValue, wanted);
    }

    /** The ratio of the figure to the yardstick, or the other way round when less is better. */
    double ratio() {
        return goal != null && goal.lessIsBetter() ? yardstickValue / value : value / yardstickValue;
    }
}
