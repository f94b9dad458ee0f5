package io.actionstream.model.checkpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.actionstream.model.clip.ClipSpec;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The tensor that a network of TorchScript or ONNX takes. A pixel from 0 to 255 becomes
 * {@code (pixel * scale - mean) / deviation}, as {@code ToTensor} and {@code Normalize} of torchvision do with a scale of 1/255.
 *
 * @param name of an ONNX graph's input; null for its only one, and for TorchScript
 * @param layout the order of dimensions
 * @param colours the order of channels; mean and deviation have the same
 * @param type of its numbers
 * @param scale by which a pixel is multiplied; null for uint8
 * @param mean of each channel, subtracted after scaling; null for uint8
 * @param deviation of each channel, by which the difference is divided; null for uint8
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InputSpec(
        String name,
        Layout layout,
        Colours colours,
        Type type,
        Double scale,
        List<Double> mean,
        List<Double> deviation) {

    private static final int MAX_NAME = 500;
    private static final double MAX_SCALE = 1000;
    private static final double MIN_DEVIATION = 1e-6;

    /** The order of dimensions: batch, time, height, width, channel. */
    public enum Layout {
        BTHWC,
        BCTHW,
        BTCHW
    }

    /** The order of a pixel's channels. */
    public enum Colours {
        RGB,
        BGR
    }

    /** The type of a tensor's numbers. */
    public enum Type {
        @JsonProperty("float32")
        FLOAT32,
        @JsonProperty("float16")
        FLOAT16,
        /** Pixels as they are. */
        @JsonProperty("uint8")
        UINT8;

        /** The name in a configuration. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public InputSpec {
        require(name == null || !name.isBlank() && name.length() <= MAX_NAME, "input.name must be 1 to 500 characters");
        require(layout != null, "input.layout is missing");
        require(colours != null, "input.colours is missing");
        require(type != null, "input.type is missing");
        if (type == Type.UINT8) {
            require(
                    scale == null && mean == null && deviation == null,
                    "input.scale, input.mean and input.deviation are for floating-point types; input.type is uint8,"
                            + " which takes pixels as they are");
        } else {
            require(scale != null, "input.scale is missing");
            require(
                    scale > 0 && scale <= MAX_SCALE,
                    "input.scale must be above 0 and at most " + MAX_SCALE + ", not " + scale);
            mean = checked("input.mean", mean);
            require(mean.stream().allMatch(Double::isFinite), "input.mean must be finite, not " + mean);
            deviation = checked("input.deviation", deviation);
            require(
                    deviation.stream().allMatch(value -> value >= MIN_DEVIATION && Double.isFinite(value)),
                    "input.deviation must be at least " + MIN_DEVIATION + ", not " + deviation);
        }
    }

    /** The tensor's shape for so many clips. */
    public long[] shape(int clips, ClipSpec clip) {
        long t = clip.frames();
        long h = clip.height();
        long w = clip.width();
        long c = ClipSpec.CHANNELS;
        return switch (layout) {
            case BTHWC -> new long[] {clips, t, h, w, c};
            case BCTHW -> new long[] {clips, c, t, h, w};
            case BTCHW -> new long[] {clips, t, c, h, w};
        };
    }

    private static List<Double> checked(String field, List<Double> channels) {
        require(channels != null, field + " is missing");
        require(
                channels.size() == ClipSpec.CHANNELS && channels.stream().allMatch(Objects::nonNull),
                field + " must have " + ClipSpec.CHANNELS + " numbers, not " + channels);
        return List.copyOf(channels);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
