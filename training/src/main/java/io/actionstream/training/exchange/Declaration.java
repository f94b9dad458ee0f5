package io.actionstream.training.exchange;

import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.checkpoint.InputSpec;
import io.actionstream.model.checkpoint.OutputSpec;
import io.actionstream.model.clip.ClipSpec;
import java.util.List;

/**
 * The known facts of a network before its file is looked at. A fact that is null is not known.
 *
 * @param clip the clips that it takes
 * @param input the tensor that it takes
 * @param output the tensor that it answers with
 * @param labels class names, in the order of its outputs
 * @param background those of the labels that are no action of interest
 */
public record Declaration(
        ClipSpec clip, InputSpec input, OutputSpec output, List<String> labels, List<String> background) {
    /** Nothing is known. */
    public static final Declaration NONE = new Declaration(null, null, null, null, List.of());

    /** The clips, labels and background of a checkpoint, and its tensors unless it is a built-in network. */
    public static Declaration of(CheckpointConfig config) {
        return new Declaration(config.clip(), config.input(), config.output(), config.labels(), config.background());
    }
}
