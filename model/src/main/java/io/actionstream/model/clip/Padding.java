package io.actionstream.model.clip;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The frames that fill a clip when a video or a camera's session ended before it was full. */
public enum Padding {
    /** Black frames, as the TensorFlow tutorial pads short videos. */
    @JsonProperty("black")
    BLACK,
    /** The last frame, repeated. */
    @JsonProperty("last")
    LAST
}
