package io.actionstream.training.report;

import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.network.Layout;
import io.actionstream.model.network.Tensor;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What a checkpoint is, as text. */
public final class CheckpointReport {
    private final StringBuilder text = new StringBuilder();

    private CheckpointReport() {}

    /** Its configuration, metrics and tensors. */
    public static String of(Checkpoint checkpoint) {
        CheckpointReport report = new CheckpointReport();
        report.config(checkpoint.config());
        report.tensors(checkpoint.weights());
        return report.text.toString();
    }

    private void config(CheckpointConfig config) {
        ClipSpec clip = config.clip();
        line("version       %s", config.version());
        line("architecture  %s (format %d)", config.architecture(), config.format());
        line(
                "clip          %d frames of %dx%d, %d ms apart, padded with %s",
                clip.frames(),
                clip.width(),
                clip.height(),
                clip.intervalMillis(),
                clip.padding().name().toLowerCase(Locale.ROOT));
        line("labels        %d: %s", config.labels().size(), String.join(", ", config.labels()));
        if (!config.background().isEmpty()) {
            line("background    %s", String.join(", ", config.background()));
        }
        if (config.temperature() != null) {
            line("temperature   %.4f", config.temperature());
        }
        if (config.training() != null) {
            line(
                    "trained on    %s, split %s, seed %d",
                    config.training().data(),
                    config.training().split(),
                    config.training().seed());
            line(
                    "recipe        %s, %d epochs",
                    config.training().recipe(), config.training().epochs());
        }
        new TreeMap<>(config.metrics()).forEach((name, value) -> line("metric        %s = %.4f", name, value));
        line("");
    }

    private void tensors(Map<String, Tensor> weights) {
        line("%-36s %-20s %9s %9s %9s %9s", "tensor", "shape", "values", "mean", "deviation", "largest");
        weights.forEach(this::tensor);
        line(
                "parameters    %d, of which %d are running statistics",
                count(weights, name -> true), count(weights, name -> !Layout.isTrainable(name)));
    }

    private void tensor(String name, Tensor tensor) {
        double sum = 0;
        double squares = 0;
        double largest = 0;
        for (float value : tensor.values()) {
            sum += value;
            squares += (double) value * value;
            largest = Math.max(largest, Math.abs(value));
        }
        int n = tensor.values().length;
        double mean = sum / n;
        double deviation = Math.sqrt(Math.max(0, squares / n - mean * mean));
        line("%-36s %-20s %9d %9.4f %9.4f %9.4f", name, Arrays.toString(tensor.shape()), n, mean, deviation, largest);
    }

    private static long count(Map<String, Tensor> weights, Predicate<String> names) {
        return weights.entrySet().stream()
                .filter(entry -> names.test(entry.getKey()))
                .mapToLong(entry -> entry.getValue().values().length)
                .sum();
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
