package io.actionstream.page.state;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a camera fares. */
public enum CameraCondition {
    /** Frames or clips come. */
    @JsonProperty("live")
    LIVE,
    /** Nothing has come for a while. */
    @JsonProperty("silent")
    SILENT,
    /** What comes cannot be used. */
    @JsonProperty("rejected")
    REJECTED
}
