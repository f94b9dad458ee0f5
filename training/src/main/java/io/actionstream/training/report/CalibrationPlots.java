package io.actionstream.training.report;

import io.actionstream.training.evaluate.Calibration;
import io.actionstream.training.evaluate.Calibration.Bin;
import io.actionstream.training.evaluate.Evaluation;
import io.actionstream.training.evaluate.Threshold;
import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Shows what a network's confidence is worth. */
public final class CalibrationPlots {
    private static final int SIDE = 560;
    private static final Color PALE_BLUE = new Color(0xc6dbef);

    private CalibrationPlots() {}

    /**
     * The reliability diagram, and coverage against accuracy.
     *
     * @param videos what was evaluated, as part of names and titles
     */
    public static List<Picture> of(Evaluation evaluation, String videos) {
        return List.of(reliability(evaluation, videos), coverage(evaluation, videos));
    }

    /** For each bin of confidence the share that was right, beside the diagonal on which the two are the same. */
    private static Picture reliability(Evaluation evaluation, String videos) {
        Calibration calibration = Calibration.of(evaluation);
        List<Bin> bins = calibration.bins();
        String title = String.format(Locale.ROOT, "Reliability: %s, error %.3f", videos, calibration.expectedError());
        XYChart chart = shares(title, "confidence", "share that was right");
        chart.getStyler().setLegendPosition(LegendPosition.InsideNW);
        double[] edges = steps(bins, bin -> DoubleStream.of(bin.from(), bin.from(), bin.to(), bin.to()));
        double[] heights = steps(bins, bin -> DoubleStream.of(0, bin.accuracy(), bin.accuracy(), 0));
        XYSeries bars = Charts.line(chart, "right", edges, heights, Charts.BLUE);
        bars.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area).setFillColor(PALE_BLUE);
        Charts.line(chart, "as sure as right", new double[] {0, 1}, new double[] {0, 1}, Color.GRAY);
        XYSeries means = chart.addSeries("mean of a bin", each(bins, Bin::confidence), each(bins, Bin::accuracy));
        means.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter).setMarker(SeriesMarkers.CIRCLE);
        means.setMarkerColor(Charts.RED);
        return new Picture("reliability-" + videos, title, BitmapEncoder.getBufferedImage(chart));
    }

    /** For each threshold the share of samples that get an answer, and the share of answers that are right. */
    private static Picture coverage(Evaluation evaluation, String videos) {
        List<Threshold> thresholds = Threshold.of(evaluation).stream()
                .filter(threshold -> threshold.precision() != null)
                .toList();
        String title = "Coverage and accuracy: " + videos;
        XYChart chart = shares(title, "share that gets an answer", "share of answers that is right");
        chart.getStyler().setLegendPosition(LegendPosition.InsideSW);
        double[] covered = thresholds.stream().mapToDouble(Threshold::coverage).toArray();
        double[] right = thresholds.stream().mapToDouble(Threshold::precision).toArray();
        Charts.line(chart, "thresholds from 0 to 0.95", covered, right, Charts.BLUE)
                .setMarker(SeriesMarkers.CIRCLE);
        return new Picture("coverage-" + videos, title, BitmapEncoder.getBufferedImage(chart));
    }

    private static XYChart shares(String title, String xTitle, String yTitle) {
        XYChart chart = Charts.of(title, xTitle, yTitle, SIDE, SIDE);
        chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0).setYAxisMin(0.0).setYAxisMax(1.0);
        chart.getStyler().setXAxisDecimalPattern("0.0#").setYAxisDecimalPattern("0.0#");
        return chart;
    }

    private static double[] steps(List<Bin> bins, Function<Bin, DoubleStream> step) {
        return bins.stream().flatMapToDouble(step).toArray();
    }

    private static double[] each(List<Bin> bins, ToDoubleFunction<Bin> figure) {
        return bins.stream().mapToDouble(figure).toArray();
    }
}
