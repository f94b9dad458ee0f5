package io.actionstream.model.onnx;

/** A file is not ONNX, or holds what is not run here. */
public final class MalformedOnnxException extends Exception {

    /** Says what is wrong, as the rest of a sentence. */
    MalformedOnnxException(String message) {
        super(message);
    }
}
