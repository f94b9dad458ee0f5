package io.actionstream.training.commands;

import io.actionstream.model.checkpoint.ShippedCheckpoint;
import io.actionstream.model.events.EventOptions;
import io.actionstream.training.evaluate.Evaluation;
import io.actionstream.training.events.JudgedFilms;
import io.actionstream.training.fit.History;
import io.actionstream.training.report.CalibrationPlots;
import io.actionstream.training.report.ConfusionPlot;
import io.actionstream.training.report.HistoryPlots;
import io.actionstream.training.report.HtmlReport;
import io.actionstream.training.report.JsonReport;
import io.actionstream.training.report.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The files that an evaluation is written to, besides the table. */
public final class ReportOptions {

    @Option(
            names = "--top",
            defaultValue = "5",
            paramLabel = "K",
            description = "also the share whose class is among the K most probable (default: ${DEFAULT-VALUE})")
    private int top;

    @Option(names = "--json", paramLabel = "FILE", description = "write figures and samples as JSON")
    private Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "write one page with tables and pictures")
    private Path html;

    @Option(
            names = "--plots",
            paramLabel = "DIR",
            description =
                    "write the confusion matrix, the reliability diagram, coverage against accuracy and the curves"
                            + " of the checkpoint's run, as PNG")
    private Path plots;

    int top() {
        if (top < 1) {
            throw new IllegalArgumentException("--top must be at least 1, not " + top);
        }
        return top;
    }

    /**
     * Writes what was asked for.
     *
     * @param checkpoint name or folder; beside a folder the history of its run may be
     * @param videos what was evaluated, as part of file names
     */
    void write(Evaluation evaluation, String checkpoint, String videos) throws IOException {
        if (json != null) {
            JsonReport.write(evaluation, top(), withFolder(json));
        }
        if (html == null && plots == null) {
            return;
        }
        List<Picture> pictures = new ArrayList<>();
        pictures.add(ConfusionPlot.of(evaluation, "confusion-" + videos, "Confusion matrix: " + videos));
        pictures.addAll(CalibrationPlots.of(evaluation, videos));
        Path folder = Path.of(checkpoint).toAbsolutePath();
        Path history = folder.resolveSibling("history.json");
        boolean shipped = ShippedCheckpoint.of(checkpoint).isPresent(); // its run is nobody's here
        if (!shipped && Files.isRegularFile(history)) {
            pictures.addAll(HistoryPlots.of(History.read(history)));
        }
        if (html != null) {
            String title = folder.normalize().getFileName() + " on " + videos;
            HtmlReport.write(title, evaluation, top(), pictures, withFolder(html));
        }
        if (plots != null) {
            for (Picture picture : pictures) {
                picture.write(plots);
            }
        }
    }

    /**
     * Writes what was asked for of films.
     *
     * @param options of the rules of events
     */
    void write(JudgedFilms films, EventOptions options) throws IOException {
        if (json != null) {
            JsonReport.write(films, options, withFolder(json));
        }
    }

    /** Refuses what there is none of for films. */
    void requireNoPictures() {
        if (html != null || plots != null) {
            throw new IllegalArgumentException(
                    "--events has no " + (html != null ? "--html" : "--plots") + "; --json=FILE writes its figures");
        }
    }

    private static Path withFolder(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return file;
    }
}
