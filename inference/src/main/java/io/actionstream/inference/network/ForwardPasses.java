package io.actionstream.inference.network;

import ai.djl.Device;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointException;
import io.actionstream.model.checkpoint.LoadRules;
import io.actionstream.model.network.Precision;
import java.util.Optional;

/** Chooses the forward pass of a checkpoint, by its architecture. */
public final class ForwardPasses {
    private ForwardPasses() {}

    /**
     * Opens a checkpoint's network on a device. A network of others than the built-in architecture has classified a clip before it
     * is given out, and answered as its configuration declares.
     *
     * @param device as {@link io.actionstream.model.network.Torch#device} gives it
     * @param precision what the built-in network's convolutions compute with
     * @param rules what the first clip may cost
     * @throws CheckpointException when the network cannot be run here or is not as declared; names the field, what is expected and
     *     what was found
     * @throws IllegalArgumentException when that precision is not for this network and device
     */
    public static ForwardPass open(Checkpoint checkpoint, Device device, Precision precision, LoadRules rules)
            throws CheckpointException {
        return switch (checkpoint.config().architecture()) {
            case R2PLUS1D_TUTORIAL -> BuiltInPass.open(checkpoint, device, precision);
            case TORCHSCRIPT, ONNX -> {
                requireItsOwn(precision, checkpoint);
                requireUsableFile(checkpoint);
                yield FirstRun.of(() -> EnginePass.open(checkpoint, device), checkpoint, rules);
            }
        };
    }

    /** Also for a checkpoint that was not read, such as one that is being imported. */
    private static void requireUsableFile(Checkpoint checkpoint) throws CheckpointException {
        Optional<String> problem = checkpoint.problem();
        if (problem.isPresent()) {
            throw new CheckpointException(checkpoint.config().architecture().fileName() + ": " + problem.get());
        }
    }

    private static void requireItsOwn(Precision precision, Checkpoint checkpoint) {
        if (precision != Precision.FLOAT32) {
            throw new IllegalArgumentException(
                    "precision " + precision + " is for the built-in network; one of architecture "
                            + checkpoint.config().architecture() + " computes with what is in its file");
        }
    }
}
