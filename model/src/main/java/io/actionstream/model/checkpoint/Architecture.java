package io.actionstream.model.checkpoint;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The kind of network that a checkpoint holds, which decides on its file and on what runs it. */
public enum Architecture {
    /** The built-in network, whose weights are a file that cannot execute code. */
    @JsonProperty("r2plus1d-tutorial")
    R2PLUS1D_TUTORIAL("r2plus1d-tutorial", "model.safetensors"),
    /** Any network as TorchScript, which PyTorch runs. It can execute code. */
    @JsonProperty("torchscript")
    TORCHSCRIPT("torchscript", "model.pt"),
    /** Any network as an ONNX graph, which ONNX Runtime runs. It cannot execute code. */
    @JsonProperty("onnx")
    ONNX("onnx", "model.onnx");

    private final String label;
    private final String fileName;

    Architecture(String label, String fileName) {
        this.label = label;
        this.fileName = fileName;
    }

    /** The file beside the configuration. */
    public String fileName() {
        return fileName;
    }

    /** True for the one whose layers are known here, and which can be trained. */
    public boolean isBuiltIn() {
        return this == R2PLUS1D_TUTORIAL;
    }

    /** The name in a configuration. */
    @Override
    public String toString() {
        return label;
    }
}
