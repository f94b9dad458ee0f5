package io.actionstream.training.exchange;

import io.actionstream.model.checkpoint.InputSpec;
import io.actionstream.model.checkpoint.OutputSpec;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Fit;
import io.actionstream.model.clip.Padding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Well-known networks: torchvision's for video, with the labels of Kinetics-400 and the preprocessing that torchvision's
 * documentation gives for its weights. Their clips are 16 frames; the documentation samples at 15 frames a second, for MViT at 7.5.
 */
public enum Preset {
    R2PLUS1D_18("torchvision/r2plus1d_18", 67, 112, Fit.crop(128, 171), Normalize.KINETICS),
    MC3_18("torchvision/mc3_18", 67, 112, Fit.crop(128, 171), Normalize.KINETICS),
    R3D_18("torchvision/r3d_18", 67, 112, Fit.crop(128, 171), Normalize.KINETICS),
    S3D("torchvision/s3d", 67, 224, Fit.crop(256, 256), Normalize.KINETICS),
    MVIT_V2_S("torchvision/mvit_v2_s", 133, 224, Fit.crop(256), Normalize.MVIT);

    private static final String LABELS = "/labels/kinetics400.txt";
    private static final int FRAMES = 16;
    private static final double PER_WHITE = 1 / 255.0;

    private final String label;
    private final ClipSpec clip;
    private final Normalize normalize;

    Preset(String label, int intervalMillis, int side, Fit fit, Normalize normalize) {
        this.label = label;
        this.clip = new ClipSpec(FRAMES, intervalMillis, side, side, Padding.LAST, fit);
        this.normalize = normalize;
    }

    /** The mean and the deviation of each channel. */
    private record Normalize(List<Double> mean, List<Double> deviation) {
        static final Normalize KINETICS =
                new Normalize(List.of(0.43216, 0.394666, 0.37645), List.of(0.22803, 0.22145, 0.216989));
        static final Normalize MVIT = new Normalize(List.of(0.45, 0.45, 0.45), List.of(0.225, 0.225, 0.225));
    }

    /**
     * The preset of a name.
     *
     * @throws IllegalArgumentException when there is none; names those that there are
     */
    public static Preset named(String name) {
        return Arrays.stream(values())
                .filter(preset -> preset.label.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no preset '" + name + "'; there are " + names()));
    }

    /** The names of all. */
    public static String names() {
        return Arrays.stream(values()).map(Preset::toString).collect(Collectors.joining(", "));
    }

    /** The declaration of such a network. */
    public Declaration declaration() {
        InputSpec input = new InputSpec(
                null,
                InputSpec.Layout.BCTHW,
                InputSpec.Colours.RGB,
                InputSpec.Type.FLOAT32,
                PER_WHITE,
                normalize.mean,
                normalize.deviation);
        return new Declaration(clip, input, new OutputSpec(null, OutputSpec.Kind.LOGITS), labels(), List.of());
    }

    private static List<String> labels() {
        try (InputStream file = Preset.class.getResourceAsStream(LABELS)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name in options. */
    @Override
    public String toString() {
        return label;
    }
}
