package io.actionstream.model.checkpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Fit;
import io.actionstream.model.label.Labels;
import io.actionstream.model.network.Layout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The configuration of a checkpoint: the content of {@code config.json}.
 *
 * @param format the number of this layout: {@link #FORMAT}, or {@link #FORMAT_2} where it says what format 1 cannot say
 * @param architecture the kind of network
 * @param version the name under which its labels are published
 * @param clip the clips that it takes
 * @param input the tensor that it takes; null for the built-in network
 * @param output the tensor that it answers with; null for the built-in network
 * @param labels class names, in the order of the network's outputs
 * @param training how it was trained
 * @param metrics what it reached, such as {@code validation_accuracy}
 * @param temperature by which logits are divided before they become probabilities; null when it was never fitted, which
 *     is as good as 1
 * @param background those of the labels that are no action of interest, such as {@code Idle}
 * @param blocks channels of each residual block of the built-in network; null for the tutorial's
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CheckpointConfig(
        int format,
        Architecture architecture,
        String version,

        @JsonSerialize(converter = ClipJson.Writing.class) @JsonDeserialize(converter = ClipJson.Reading.class)
        ClipSpec clip,

        InputSpec input,
        OutputSpec output,
        List<String> labels,
        Training training,
        Map<String, Double> metrics,
        Double temperature,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> background,
        List<Integer> blocks) {

    /** The layout of the built-in network's configurations, of which every version reads what it knows. */
    public static final int FORMAT = 1;

    /** The layout that has all fields, and no others. */
    public static final int FORMAT_2 = 2;

    /** The built-in network. */
    public static final Architecture ARCHITECTURE = Architecture.R2PLUS1D_TUTORIAL;

    /** The least temperature, at which nearly every answer is certain. */
    public static final double MIN_TEMPERATURE = 0.01;

    /** The highest temperature, at which hardly any class is more probable than another. */
    public static final double MAX_TEMPERATURE = 100;

    private static final int MAX_LABELS = 100_000;
    private static final int MAX_BLOCKS = 6;
    private static final int MAX_CHANNELS = 1024;
    /** Names stand in every record that is published. */
    private static final int MAX_NAME = 500;

    /**
     * A record of a network's training.
     *
     * @param data the videos
     * @param split how they were divided
     * @param seed of initialisation, order and augmentation
     * @param recipe the recipe's name
     * @param epochs passes over the training videos
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Training(String data, String split, long seed, String recipe, int epochs) {}

    public CheckpointConfig {
        require(format == FORMAT || format == FORMAT_2, "format must be 1 or 2, not " + format);
        require(architecture != null, "architecture is missing");
        require(
                format == FORMAT_2 || architecture.isBuiltIn(),
                "architecture must be " + ARCHITECTURE + " in format 1, not " + architecture);
        require(version != null && !version.isBlank(), "version is missing");
        require(version.length() <= MAX_NAME, "version is longer than " + MAX_NAME + " characters");
        require(clip != null, "clip is missing");
        format = clip.fit().equals(Fit.LETTERBOX) ? format : FORMAT_2;
        requireTensors(architecture, clip, input, output, blocks);
        require(labels != null && !labels.isEmpty(), "labels are missing");
        require(labels.size() <= MAX_LABELS, labels.size() + " labels are more than " + MAX_LABELS);
        require(labels.stream().allMatch(label -> label != null && !label.isBlank()), "a label is empty");
        require(
                labels.stream().allMatch(label -> label.length() <= MAX_NAME),
                "a label is longer than " + MAX_NAME + " characters");
        require(new HashSet<>(labels).size() == labels.size(), "a label occurs twice");
        require(metrics == null || metrics.values().stream().allMatch(Objects::nonNull), "a metric has no value");
        require(
                temperature == null || temperature >= MIN_TEMPERATURE && temperature <= MAX_TEMPERATURE,
                "temperature must be between " + MIN_TEMPERATURE + " and " + MAX_TEMPERATURE + ", not " + temperature);
        blocks = blocks == null || blocks.equals(Layout.TUTORIAL_BLOCKS) ? null : checked(blocks, clip);
        List<String> spelt = spelt(labels);
        background = background == null ? List.of() : labels(background, labels, spelt);
        labels = spelt;
        metrics = metrics == null ? Map.of() : Map.copyOf(metrics);
    }

    /** A network whose probabilities are its own, and whose labels are all of interest. */
    public CheckpointConfig(
            int format,
            Architecture architecture,
            String version,
            ClipSpec clip,
            List<String> labels,
            Training training,
            Map<String, Double> metrics) {
        this(format, architecture, version, clip, null, null, labels, training, metrics, null, List.of(), null);
    }

    /** The same with another version. */
    public CheckpointConfig withVersion(String newVersion) {
        return with(newVersion, clip, metrics, temperature, background, blocks);
    }

    /** The same for other clips. */
    public CheckpointConfig withClip(ClipSpec newClip) {
        return with(version, newClip, metrics, temperature, background, blocks);
    }

    /** The same with other metrics. */
    public CheckpointConfig withMetrics(Map<String, Double> newMetrics) {
        return with(version, clip, newMetrics, temperature, background, blocks);
    }

    /** The same with another temperature; null for the network's own probabilities. */
    public CheckpointConfig withTemperature(Double newTemperature) {
        return with(version, clip, metrics, newTemperature, background, blocks);
    }

    /** The same with other labels that are no action of interest. */
    public CheckpointConfig withBackground(List<String> newBackground) {
        return with(version, clip, metrics, temperature, newBackground, blocks);
    }

    /** The same with other residual blocks; null for the tutorial's. */
    public CheckpointConfig withBlocks(List<Integer> newBlocks) {
        return with(version, clip, metrics, temperature, background, newBlocks);
    }

    private CheckpointConfig with(
            String newVersion,
            ClipSpec newClip,
            Map<String, Double> newMetrics,
            Double newTemperature,
            List<String> newBackground,
            List<Integer> newBlocks) {
        return new CheckpointConfig(
                format,
                architecture,
                newVersion,
                newClip,
                input,
                output,
                labels,
                training,
                newMetrics,
                newTemperature,
                newBackground,
                newBlocks);
    }

    /** The names and shapes of the built-in network's tensors. */
    public Layout layout() {
        return Layout.of(blocks == null ? Layout.TUTORIAL_BLOCKS : blocks, labels.size());
    }

    /** Blocks that can be computed: each but the first halves height and width once more. */
    private static List<Integer> checked(List<Integer> blocks, ClipSpec clip) {
        require(
                !blocks.isEmpty() && blocks.size() <= MAX_BLOCKS,
                "blocks must be 1 to " + MAX_BLOCKS + " numbers of channels, not " + blocks.size());
        require(
                blocks.stream().allMatch(channels -> channels != null && channels >= 1 && channels <= MAX_CHANNELS),
                "blocks must have 1 to " + MAX_CHANNELS + " channels each, not " + blocks);
        require(
                Math.min(clip.height(), clip.width()) >> blocks.size() > 0,
                "clips of " + clip.height() + "x" + clip.width() + " can't be halved for " + blocks.size() + " blocks");
        return List.copyOf(blocks);
    }

    /** The labels as they are spelt everywhere; as they are, when that would make one of two classes. */
    private static List<String> spelt(List<String> labels) {
        List<String> spelt = labels.stream().map(Labels::spelling).toList();
        return new HashSet<>(spelt).size() == spelt.size() ? spelt : List.copyOf(labels);
    }

    /** The background as its labels are spelt. */
    private static List<String> labels(List<String> background, List<String> written, List<String> spelt) {
        List<String> found = new ArrayList<>();
        for (String label : background) {
            int index = Math.max(written.indexOf(label), spelt.indexOf(label));
            require(index >= 0, "the background label " + label + " is none of the labels");
            found.add(spelt.get(index));
        }
        require(new HashSet<>(found).size() == found.size(), "a background label occurs twice");
        require(found.size() < spelt.size(), "all labels are background");
        return List.copyOf(found);
    }

    /** The built-in network has tensors of its own; the others' must be declared. */
    private static void requireTensors(
            Architecture architecture, ClipSpec clip, InputSpec input, OutputSpec output, List<Integer> blocks) {
        if (architecture.isBuiltIn()) {
            requireSide("height", clip.height());
            requireSide("width", clip.width());
            require(input == null, "input is for torchscript and onnx; " + architecture + " has its own");
            require(output == null, "output is for torchscript and onnx; " + architecture + " has its own");
        } else {
            require(input != null, "input is missing");
            require(output != null, "output is missing");
            require(blocks == null, "blocks are for " + ARCHITECTURE + ", not for " + architecture);
            require(
                    input.name() == null || architecture != Architecture.TORCHSCRIPT,
                    "input.name is for onnx; TorchScript has no names for what it takes");
        }
    }

    private static void requireSide(String name, int value) {
        require(
                value % ClipSpec.SIDE_UNIT == 0,
                "clip " + name + " must be a multiple of " + ClipSpec.SIDE_UNIT + " for " + ARCHITECTURE + ", not "
                        + value);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
