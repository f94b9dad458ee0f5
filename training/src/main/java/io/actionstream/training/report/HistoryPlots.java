package io.actionstream.training.report;

import io.actionstream.training.fit.Epoch;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendPosition;

/** The curves of a run. */
public final class HistoryPlots {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 520;

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
        XYChart chart = Charts.of(title, "epoch", "", WIDTH, HEIGHT);
        chart.getStyler().setXAxisDecimalPattern("0").setYAxisDecimalPattern("0.0#");
        double[] epochs = history.stream().mapToDouble(Epoch::epoch).toArray();
        Charts.line(
                chart,
                "training",
                epochs,
                history.stream().mapToDouble(training).toArray(),
                Charts.BLUE);
        Charts.line(
                chart,
                "validation",
                epochs,
                history.stream().mapToDouble(validation).toArray(),
                Charts.RED);
        return chart;
    }
}
