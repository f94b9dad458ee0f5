package io.actionstream.page.state;

import java.util.List;

/**
 * A classified clip: a record of the topic {@code actions}.
 *
 * @param camera the camera's name
 * @param start capture time of the first sample, in milliseconds
 * @param end capture time of the last sample, in milliseconds
 * @param label the most probable action
 * @param confidence its probability
 * @param top the most probable actions, best first
 * @param truth the true action; null when unknown
 * @param model the checkpoint's version
 * @param latencyMillis from the arrival of the clip's last frame to the label
 */
public record Clip(
        String camera,
        long start,
        long end,
        String label,
        float confidence,
        List<Score> top,
        String truth,
        String model,
        long latencyMillis) {

    /** By how much the best action is more probable than the second, from 0 to 1: the less, the less certain. */
    public float margin() {
        return top.size() < 2 ? 1 : top.get(0).confidence() - top.get(1).confidence();
    }
}
