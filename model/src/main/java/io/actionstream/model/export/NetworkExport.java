package io.actionstream.model.export;

import io.actionstream.model.checkpoint.Checkpoint;
import java.io.IOException;
import java.io.OutputStream;

/** Formats in which the built-in network is exported. */
public enum NetworkExport {
    /** For {@code torch.jit.load}. */
    TORCHSCRIPT {
        @Override
        public void write(Checkpoint checkpoint, OutputStream target) throws IOException {
            TorchScriptExport.write(checkpoint, target);
        }
    },
    /** For ONNX Runtime, TensorRT and others, with the operators of opset {@value io.actionstream.model.onnx.GraphWriter#OPSET}. */
    ONNX {
        @Override
        public void write(Checkpoint checkpoint, OutputStream target) throws IOException {
            target.write(OnnxExport.of(checkpoint));
        }
    };

    /**
     * Writes a checkpoint's network: it takes clips (batch, T, H, W, 3) of pixels from 0 to 255 and gives logits (batch, classes), whose
     * softmax is the probabilities that the job publishes. A fitted temperature is in the weights.
     */
    public abstract void write(Checkpoint checkpoint, OutputStream target) throws IOException;
}
