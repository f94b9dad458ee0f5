package io.actionstream.page.state;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * The figures of all cameras together.
 *
 * @param now the server's clock, in milliseconds
 * @param clipsPerSecond over the last half minute
 * @param lag records of frames that the job has not read yet; null when unknown
 * @param rejected records of the last hour, by reason
 * @param model the one in use; null when none is known
 * @param models all that were in use, newest first
 * @param accuracy null when unknown
 * @param events precision and recall of events; null when unknown
 */
public record Overview(
        long now,
        Cameras cameras,
        double clipsPerSecond,
        Latency latencyMillis,
        Long lag,
        Map<String, Integer> rejected,
        ModelChange model,
        List<ModelChange> models,
        Accuracy accuracy,
        Figures.Events events) {

    /** The number of cameras, by condition. */
    public record Cameras(
            int total,
            int live,
            int silent,
            @JsonProperty("rejected") int refused) {}

    /** From the arrival of a clip's last frame to its label, over the last clips: the median, and what 99 of 100 stay below. */
    public record Latency(Long p50, Long p99) {}

    /** Rolling accuracy over all cameras. */
    public record Accuracy(double accuracy, int clips, int correct) {}

    /** The same at another time. */
    public Overview at(long time) {
        return new Overview(
                time, cameras, clipsPerSecond, latencyMillis, lag, rejected, model, models, accuracy, events);
    }
}
