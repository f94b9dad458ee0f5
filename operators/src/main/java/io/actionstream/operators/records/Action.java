package io.actionstream.operators.records;

import java.util.List;

/**
 * The action that a clip shows: one record of the {@code actions} topic.
 *
 * @param camera the camera's id; with {@code start} it identifies the clip
 * @param start capture time of the first sample, in milliseconds
 * @param end capture time of the last sample, in milliseconds
 * @param label the most probable class
 * @param confidence its probability
 * @param top the most probable classes, best first
 * @param truth the true action; null when unknown
 * @param model the version of the checkpoint
 * @param frames samples in the clip, less than the clip's length when it was padded
 * @param latencyMillis from the arrival of the clip's last frame to the label
 */
public record Action(
        String camera,
        long start,
        long end,
        String label,
        float confidence,
        List<Score> top,
        String truth,
        String model,
        int frames,
        long latencyMillis) {}
