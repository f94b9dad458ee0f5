package io.actionstream.training.commands.exchange;

import io.actionstream.model.checkpoint.InputSpec;
import io.actionstream.model.checkpoint.OutputSpec;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** The tensors that an imported network takes and gives. */
public final class TensorOptions {
    private static final InputSpec USUAL = new InputSpec(
            null,
            InputSpec.Layout.BCTHW,
            InputSpec.Colours.RGB,
            InputSpec.Type.FLOAT32,
            1 / 255.0,
            List.of(0.0, 0.0, 0.0),
            List.of(1.0, 1.0, 1.0));

    @Option(
            names = "--layout",
            paramLabel = "BCTHW|BTCHW|BTHWC",
            description =
                    "order of the input's dimensions: batch, channel, time, height, width (default: the preset's, or BCTHW)")
    private InputSpec.Layout layout;

    @Option(
            names = "--colours",
            paramLabel = "RGB|BGR",
            description = "order of channels (default: the preset's, or RGB)")
    private InputSpec.Colours colours;

    @Option(
            names = "--type",
            paramLabel = "float32|float16|uint8",
            description = "of the input's numbers; uint8 takes pixels as they are (default: the preset's, or float32)")
    private InputSpec.Type type;

    @Option(
            names = "--scale",
            paramLabel = "FACTOR",
            description = "by which pixels from 0 to 255 are multiplied (default: the preset's, or 1/255)")
    private Double scale;

    @Option(
            names = "--mean",
            split = ",",
            paramLabel = "NUMBER",
            description = "of each channel, subtracted after scaling (default: the preset's, or 0,0,0)")
    private List<Double> mean;

    @Option(
            names = "--deviation",
            split = ",",
            paramLabel = "NUMBER",
            description = "of each channel, divided by after that (default: the preset's, or 1,1,1)")
    private List<Double> deviation;

    @Option(
            names = "--input-name",
            paramLabel = "NAME",
            description = "the ONNX input that takes the clips (default: the only one)")
    private String inputName;

    @Option(
            names = "--output",
            paramLabel = "logits|probabilities",
            description = "what the network answers with (default: the preset's, or logits)")
    private OutputSpec.Kind output;

    @Option(
            names = "--output-name",
            paramLabel = "NAME",
            description = "the ONNX output, or the key of TorchScript's dictionary (default: the only one)")
    private String outputName;

    /**
     * The input.
     *
     * @param known what options need not say; null for the usual one
     */
    InputSpec input(InputSpec known) {
        InputSpec base = known == null ? USUAL : known;
        InputSpec.Type numbers = type == null ? base.type() : type;
        InputSpec scaled = base.type() == InputSpec.Type.UINT8 ? USUAL : base;
        return new InputSpec(
                inputName == null ? base.name() : inputName,
                layout == null ? base.layout() : layout,
                colours == null ? base.colours() : colours,
                numbers,
                given(scale, numbers, scaled, InputSpec::scale),
                given(mean, numbers, scaled, InputSpec::mean),
                given(deviation, numbers, scaled, InputSpec::deviation));
    }

    private static <T> T given(T option, InputSpec.Type type, InputSpec known, Function<InputSpec, T> part) {
        return option != null || type == InputSpec.Type.UINT8 ? option : part.apply(known);
    }

    /**
     * The output.
     *
     * @param known what options need not say; null for the usual one
     */
    OutputSpec output(OutputSpec known) {
        OutputSpec base = known == null ? new OutputSpec(null, OutputSpec.Kind.LOGITS) : known;
        return new OutputSpec(outputName == null ? base.name() : outputName, output == null ? base.kind() : output);
    }
}
