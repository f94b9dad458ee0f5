package io.actionstream.model.clip;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What stands in a clip where a video or a camera's session ended before the clip was full. */
public enum Padding {
    /** Black frames, as the TensorFlow tutorial pads short videos. */
    @JsonProperty("black")
    BLACK,
    /** The last frame, repeated. */
    @JsonProperty("last")
    LAST
}
