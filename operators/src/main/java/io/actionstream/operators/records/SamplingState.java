package io.actionstream.operators.records;

import java.util.List;

/**
 * One camera in the state of the sampling operator. Times from {@code clock} on are capture times in milliseconds.
 *
 * @param camera the camera's id
 * @param subtask the subtask that read the camera
 * @param lastSeen when that subtask last read a record of the camera, in milliseconds since the epoch
 * @param clock the latest time seen; null before the first frame
 * @param released up to where everything is decided; null when nothing is
 * @param session when the open session began; null when none is open
 * @param slot the newest slot of the open session that has its sample
 * @param lateFrom the earliest of the late frames that came in a row; null when there are none
 * @param lateTo the latest of them
 * @param partition the partition that its records come through; null of a state from before partitions were told apart: any
 * @param held frames and end markers not decided yet, in order of capture
 */
public record SamplingState(
        String camera,
        int subtask,
        long lastSeen,
        Long clock,
        Long released,
        Long session,
        long slot,
        Long lateFrom,
        Long lateTo,
        Integer partition,
        List<CameraFrame> held) {}
