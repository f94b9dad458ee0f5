package io.actionstream.page.picture;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The detail of pictures that viewers may see. */
public enum Visibility {
    /** All of them. */
    @JsonProperty("full")
    FULL,
    /** Coarse blocks, in which nobody is recognised. */
    @JsonProperty("pixelated")
    PIXELATED,
    /** None: frames are not even read. */
    @JsonProperty("none")
    NONE
}
