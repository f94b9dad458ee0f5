package io.actionstream.model.testing;

import io.actionstream.model.checkpoint.Architecture;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.checkpoint.InputSpec;
import io.actionstream.model.checkpoint.OutputSpec;
import io.actionstream.model.clip.ClipSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The small networks of {@code model/src/test/networks}, whose script says how they were made, and what they must answer. */
public final class TestNetworks {
    /** The clips that all of them take. */
    public static final ClipSpec CLIP = ClipSpec.TUTORIAL.withSize(16, 16);

    /** Their labels. */
    public static final List<String> LABELS = List.of("Archery", "Biking", "Dance");

    /** Pixels from 0 to 1, channel by channel. */
    public static final InputSpec INPUT = new InputSpec(
            null,
            InputSpec.Layout.BCTHW,
            InputSpec.Colours.RGB,
            InputSpec.Type.FLOAT32,
            1 / 255.0,
            List.of(0.0, 0.0, 0.0),
            List.of(1.0, 1.0, 1.0));

    private static final OutputSpec LOGITS = new OutputSpec(null, OutputSpec.Kind.LOGITS);

    private TestNetworks() {}

    /** A file of the folder. */
    public static byte[] file(String name) {
        try {
            return Files.readAllBytes(Path.of("../model/src/test/networks", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file with the declaration that is right for {@code rows.pt} and {@code bcthw.onnx}. */
    public static Checkpoint checkpoint(String file) {
        return checkpoint(file, INPUT, LOGITS, LABELS);
    }

    /** A file with another declaration. */
    public static Checkpoint checkpoint(String file, InputSpec input, OutputSpec output, List<String> labels) {
        return new Checkpoint(config(architecture(file), file, CLIP, input, output, labels), file(file));
    }

    /** A declaration. */
    public static CheckpointConfig config(
            Architecture architecture,
            String version,
            ClipSpec clip,
            InputSpec input,
            OutputSpec output,
            List<String> labels) {
        return new CheckpointConfig(
                CheckpointConfig.FORMAT_2,
                architecture,
                version,
                clip,
                input,
                output,
                labels,
                null,
                null,
                null,
                List.of(),
                null);
    }

    /** The logits of a clip, computed again: the averages of rows of pixels, multiplied with weights that a formula gives. */
    public static float[] logits(byte[] clip, InputSpec input) {
        int side = CLIP.height();
        double[] logits = new double[LABELS.size()];
        int j = 0;
        for (int c = 0; c < ClipSpec.CHANNELS; c++) {
            for (int t = 0; t < CLIP.frames(); t++) {
                for (int row = 0; row < side; row++, j++) {
                    double average = 0;
                    for (int column = 0; column < side; column++) {
                        average += number(clip, input, t, row, column, c) / side;
                    }
                    for (int k = 0; k < logits.length; k++) {
                        logits[k] += average * Math.sin(0.1 * j + k);
                    }
                }
            }
        }
        float[] narrow = new float[logits.length];
        for (int k = 0; k < narrow.length; k++) {
            narrow[k] = (float) logits[k];
        }
        return narrow;
    }

    private static double number(byte[] clip, InputSpec input, int t, int row, int column, int channel) {
        int source = input.colours() == InputSpec.Colours.RGB ? channel : ClipSpec.CHANNELS - 1 - channel;
        int pixel = clip[((t * CLIP.height() + row) * CLIP.width() + column) * ClipSpec.CHANNELS + source] & 0xFF;
        return input.type() == InputSpec.Type.UINT8
                ? pixel
                : (pixel * input.scale() - input.mean().get(channel))
                        / input.deviation().get(channel);
    }

    private static Architecture architecture(String file) {
        return file.endsWith(".pt") ? Architecture.TORCHSCRIPT : Architecture.ONNX;
    }
}
