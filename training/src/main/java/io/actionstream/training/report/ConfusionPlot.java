package io.actionstream.training.report;

import io.actionstream.training.evaluate.Evaluation;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;

/** The confusion matrix: a row for each truth, a column for each prediction, with the counts in the cells. */
public final class ConfusionPlot {
    private static final int MARGIN = 320;
    private static final Color[] BLUES = {new Color(0xdeebf7), new Color(0x9ecae1), new Color(0x4292c6)};

    private ConfusionPlot() {}

    /**
     * Plots an evaluation.
     *
     * @param name of the picture
     * @param title says what was evaluated
     */
    public static Picture of(Evaluation evaluation, String name, String title) {
        int classes = evaluation.labels().size();
        int cell = classes <= 20 ? 56 : 26;
        HeatMapChart chart = new HeatMapChartBuilder()
                .width(MARGIN + classes * cell)
                .height(MARGIN + classes * cell)
                .title(title)
                .xAxisTitle("predicted")
                .yAxisTitle("truth")
                .build();
        int fontSize = classes <= 20 ? 15 : 12;
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, fontSize);
        chart.getStyler().setShowValue(true).setValueFont(font).setRangeColors(BLUES);
        chart.getStyler().setXAxisLabelRotation(90).setAxisTickLabelsFont(font).setPlotContentSize(1);
        chart.getStyler().setChartBackgroundColor(Color.WHITE).setLegendVisible(false);
        List<String> down = new ArrayList<>(evaluation.labels());
        Collections.reverse(down);
        chart.addSeries("counts", evaluation.labels(), down, cells(evaluation.confusion()));
        return new Picture(name, title, BitmapEncoder.getBufferedImage(chart));
    }

    /** Cells as (column, row from the bottom, count); those without a count stay blank. */
    private static List<Number[]> cells(int[][] counts) {
        List<Number[]> cells = new ArrayList<>();
        for (int truth = 0; truth < counts.length; truth++) {
            for (int predicted = 0; predicted < counts.length; predicted++) {
                if (counts[truth][predicted] > 0) {
                    cells.add(new Number[] {predicted, counts.length - 1 - truth, counts[truth][predicted]});
                }
            }
        }
        return cells;
    }
}
