package io.actionstream.training.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.actionstream.model.events.EventOptions;
import io.actionstream.training.evaluate.Calibration;
import io.actionstream.training.evaluate.Evaluation;
import io.actionstream.training.evaluate.Interval;
import io.actionstream.training.evaluate.Threshold;
import io.actionstream.training.events.EventScore;
import io.actionstream.training.events.JudgedFilms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** An evaluation as JSON. */
public final class JsonReport {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonReport() {}

    private record Report(
            int samples,
            double accuracy,
            Interval accuracy95,
            TopK top,
            double loss,
            Calibration calibration,
            List<Threshold> thresholds,
            List<ClassFigures> classes,
            Confusion confusion,
            List<Sample> judged) {}

    private record TopK(int k, double accuracy) {}

    /** Precision is null for a class never predicted, recall for one that never occurs. */
    private record ClassFigures(String label, int support, Double precision, Double recall) {}

    private record Confusion(List<String> labels, int[][] counts) {}

    private record Sample(String video, String truth, String predicted, float confidence) {}

    private record FilmReport(
            int films,
            double hours,
            int segments,
            Map<String, Object> options,
            EventFigures events,
            EventFigures labels) {}

    /** The delay is null when no event is right. */
    private record EventFigures(
            int events, List<Overlap> overlaps, double falseEventsAnHour, Double medianDelaySeconds) {}

    private record Overlap(double iou, double precision, double recall, double f1) {}

    /**
     * Writes the figures of the events that the rules make of films, and those of one label for each clip.
     *
     * @param options of the rules
     */
    public static void write(JudgedFilms films, EventOptions options, Path file) throws IOException {
        EventScore events = films.score(options);
        Map<String, Object> rules = new LinkedHashMap<>();
        rules.put("smooth", options.smooth());
        rules.put("enter", options.enter());
        rules.put("exit", options.exit());
        rules.put("minEventMillis", options.minEvent().toMillis());
        rules.put("mergeGapMillis", options.mergeGap().toMillis());
        rules.put("unknown", options.unknown());
        JSON.writeValue(
                file.toFile(),
                new FilmReport(
                        films.films().size(),
                        events.hours(),
                        events.truths(),
                        rules,
                        figures(events),
                        figures(films.scoreOfLabels())));
    }

    private static EventFigures figures(EventScore score) {
        double delay = score.medianDelaySeconds();
        return new EventFigures(
                score.events(),
                JudgedFilms.OVERLAPS.stream()
                        .map(iou -> new Overlap(iou, score.precision(iou), score.recall(iou), score.f1(iou)))
                        .toList(),
                score.falseEventsAnHour(),
                Double.isNaN(delay) ? null : delay);
    }

    /** Writes figures, classes, the confusion matrix and every sample. */
    public static void write(Evaluation evaluation, int top, Path file) throws IOException {
        List<String> labels = evaluation.labels();
        Report report = new Report(
                evaluation.samples().size(),
                evaluation.accuracy(),
                evaluation.accuracyInterval(),
                new TopK(top, evaluation.topK(top)),
                evaluation.loss(),
                Calibration.of(evaluation),
                Threshold.of(evaluation),
                IntStream.range(0, labels.size())
                        .mapToObj(label -> figures(evaluation, label))
                        .toList(),
                new Confusion(labels, evaluation.confusion()),
                evaluation.samples().stream()
                        .map(judged -> sample(labels, judged))
                        .toList());
        JSON.writeValue(file.toFile(), report);
    }

    private static ClassFigures figures(Evaluation evaluation, int label) {
        return new ClassFigures(
                evaluation.labels().get(label),
                evaluation.support(label),
                evaluation.precision(label),
                evaluation.recall(label));
    }

    private static Sample sample(List<String> labels, Evaluation.Judged judged) {
        return new Sample(
                judged.name(), labels.get(judged.truth()), labels.get(judged.predicted()), judged.confidence());
    }
}
