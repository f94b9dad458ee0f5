package io.actionstream.page.state;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The condition of a camera. */
public enum CameraCondition {
    /** Frames or clips come. */
    @JsonProperty("live")
    LIVE,
    /** Nothing has come for a while. */
    @JsonProperty("silent")
    SILENT,
    /** Its frames cannot be used. */
    @JsonProperty("rejected")
    REJECTED
}
