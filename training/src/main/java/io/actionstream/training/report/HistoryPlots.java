package io.actionstream.training.report;

import io.actionstream.training.fit.Epoch;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The curves of a run. */
public final class HistoryPlots {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 520;
    private static final Color TRAINING = new Color(0x1f77b4);
    private static final Color VALIDATION = new Color(0xd62728);

    private HistoryPlots() {}

    /** Loss and accuracy by epoch, for training and validation. */
    public static List<Picture> of(List<Epoch> history) {
        XYChart loss = chart("Loss", history, Epoch::loss, Epoch::validationLoss);
        loss.getStyler().setYAxisMin(0.0).setLegendPosition(LegendPosition.InsideNE);
        XYChart accuracy = chart("Accuracy", history, Epoch::accuracy, Epoch::validationAccuracy);
        accuracy.getStyler().setYAxisMin(0.0).setYAxisMax(1.0).setLegendPosition(LegendPosition.InsideSE);
        return List.of(
                new Picture("loss", "Loss by epoch", BitmapEncoder.getBufferedImage(loss)),
                new Picture("accuracy", "Accuracy by epoch", BitmapEncoder.getBufferedImage(accuracy)));
    }

    private static XYChart chart(
            String title, List<Epoch> history, ToDoubleFunction<Epoch> training, ToDoubleFunction<Epoch> validation) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("epoch")
                .build();
        chart.getStyler()
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setLegendBorderColor(Color.LIGHT_GRAY)
                .setBaseFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14))
                .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 18));
        chart.getStyler().setXAxisDecimalPattern("0").setYAxisDecimalPattern("0.0#");
        double[] epochs = history.stream().mapToDouble(Epoch::epoch).toArray();
        line(chart, "training", epochs, history.stream().mapToDouble(training).toArray(), TRAINING);
        line(
                chart,
                "validation",
                epochs,
                history.stream().mapToDouble(validation).toArray(),
                VALIDATION);
        return chart;
    }

    private static void line(XYChart chart, String name, double[] x, double[] y, Color colour) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setMarker(x.length > 1 ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
        series.setMarkerColor(colour);
        series.setLineColor(colour);
        series.setLineStyle(new BasicStroke(2));
    }
}
