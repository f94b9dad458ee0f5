package io.actionstream.training.report;

import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.checkpoint.InputSpec;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Fit;
import io.actionstream.model.console.Printable;
import io.actionstream.model.network.Layout;
import io.actionstream.model.network.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A checkpoint's description, as text. */
public final class CheckpointReport {
    private final StringBuilder text = new StringBuilder();

    private CheckpointReport() {}

    /** Its configuration, metrics and tensors. */
    public static String of(Checkpoint checkpoint) {
        CheckpointReport report = new CheckpointReport();
        report.config(checkpoint.config());
        if (checkpoint.model() == null) {
            report.tensors(checkpoint.weights());
        } else {
            report.file(checkpoint);
        }
        return report.text.toString();
    }

    private void config(CheckpointConfig config) {
        ClipSpec clip = config.clip();
        line("version       %s", Printable.of(config.version()));
        line("architecture  %s (format %d)", config.architecture(), config.format());
        line(
                "clip          %d frames of %dx%d, %d ms apart, padded with %s, pictures by %s",
                clip.frames(),
                clip.width(),
                clip.height(),
                clip.intervalMillis(),
                clip.padding().name().toLowerCase(Locale.ROOT),
                fit(clip.fit()));
        line("labels        %d: %s", config.labels().size(), joined(config.labels()));
        if (!config.background().isEmpty()) {
            line("background    %s", joined(config.background()));
        }
        if (config.temperature() != null) {
            line("temperature   %.4f", config.temperature());
        }
        if (config.training() != null) {
            line(
                    "trained on    %s, split %s, seed %d",
                    Printable.of(config.training().data()),
                    Printable.of(config.training().split()),
                    config.training().seed());
            line(
                    "recipe        %s, %d epochs",
                    Printable.of(config.training().recipe()), config.training().epochs());
        }
        new TreeMap<>(config.metrics())
                .forEach((name, value) -> line("metric        %s = %.4f", Printable.of(name), value));
        line("");
    }

    private static String joined(List<String> names) {
        return names.stream().map(Printable::of).collect(Collectors.joining(", "));
    }

    private static String fit(Fit fit) {
        String mode = fit.mode().name().toLowerCase(Locale.ROOT);
        if (fit.shortSide() != 0) {
            return mode + " of those with a short side of " + fit.shortSide();
        }
        return fit.resizedHeight() == 0
                ? mode
                : mode + " of those scaled to " + fit.resizedWidth() + "x" + fit.resizedHeight();
    }

    private void file(Checkpoint checkpoint) {
        CheckpointConfig config = checkpoint.config();
        InputSpec input = config.input();
        line(
                "input         %s %s, %s, %s",
                input.name() == null ? "tensor" : Printable.of(input.name()),
                Arrays.toString(input.shape(1, config.clip())),
                input.layout() + " " + input.colours(),
                input.type() == InputSpec.Type.UINT8
                        ? "uint8"
                        : String.format(
                                Locale.ROOT,
                                "%s = (pixel * %.6g - %s) / %s",
                                input.type(),
                                input.scale(),
                                input.mean(),
                                input.deviation()));
        line(
                "output        %s of %d %s",
                config.output().name() == null
                        ? "tensor"
                        : Printable.of(config.output().name()),
                config.labels().size(),
                config.output().kind().name().toLowerCase(Locale.ROOT));
        line("file          %s, %d bytes", config.architecture().fileName(), checkpoint.model().length);
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
