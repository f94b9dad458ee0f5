package io.actionstream.training.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.actionstream.training.evaluate.Calibration;
import io.actionstream.training.evaluate.Evaluation;
import io.actionstream.training.evaluate.Interval;
import io.actionstream.training.evaluate.Threshold;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
