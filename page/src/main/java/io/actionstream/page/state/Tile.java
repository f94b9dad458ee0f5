package io.actionstream.page.state;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * All that a tile shows of a camera. One that has not changed is the same object.
 *
 * @param since since when it is silent or rejected, in milliseconds; null when it is live
 * @param reason why its frames are rejected; null when they are not
 * @param label the action that goes on; null when none is known
 * @param labelSince since when, in capture time
 * @param event the event that goes on, or the last one; null when there is none
 * @param truth the true action of the last clip; null when unknown
 * @param clip the last clip; null when there is none
 * @param picture time of the latest picture; null when there is none
 * @param accuracy the camera's rolling figures; null when there are none
 * @param events those of the last hour, oldest first
 */
public record Tile(
        String camera,
        @JsonProperty("state") CameraCondition condition,
        Long since,
        String reason,
        String label,
        float confidence,
        long labelSince,
        ShownEvent event,
        String truth,
        LastClip clip,
        Long picture,
        Correct accuracy,
        @JsonIgnore List<ShownEvent> events) {

    /** The clip that was classified last. */
    public record LastClip(long start, long end, List<Score> top, String model, long latencyMillis) {
        static LastClip of(Clip clip) {
            return new LastClip(clip.start(), clip.end(), clip.top(), clip.model(), clip.latencyMillis());
        }
    }

    /** The number of clips that were right. */
    public record Correct(int correct, int clips) {
        double share() {
            return clips == 0 ? 1 : (double) correct / clips;
        }
    }
}
