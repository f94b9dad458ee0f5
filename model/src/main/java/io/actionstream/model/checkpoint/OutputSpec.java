package io.actionstream.model.checkpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The tensor that a network of TorchScript or ONNX answers with: (batch, labels).
 *
 * @param name of an ONNX graph's output, or the key when TorchScript answers with a dictionary; null for the only one
 * @param kind what its numbers are
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OutputSpec(String name, Kind kind) {

    private static final int MAX_NAME = 500;

    /** The meaning of a network's numbers. */
    public enum Kind {
        /** Any numbers: the higher, the more probable. A softmax makes probabilities of them. */
        @JsonProperty("logits")
        LOGITS,
        /** Numbers from 0 to 1 that sum to 1. */
        @JsonProperty("probabilities")
        PROBABILITIES
    }

    public OutputSpec {
        if (name != null && (name.isBlank() || name.length() > MAX_NAME)) {
            throw new IllegalArgumentException("output.name must be 1 to " + MAX_NAME + " characters");
        }
        if (kind == null) {
            throw new IllegalArgumentException("output.kind is missing");
        }
    }
}
