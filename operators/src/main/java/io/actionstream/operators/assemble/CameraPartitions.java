package io.actionstream.operators.assemble;

import io.actionstream.operators.records.CameraFrame;
import io.actionstream.operators.records.SampledFrame;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps a camera to one partition at a time. Partitions are sampled apart and read at different speeds, so the samples of
 * two would make two sessions of the same time. Another partition may go on where the one before has stopped, as when
 * partitions were added to the topic.
 *
 * <p>Remembers so many cameras, those sampled last, also when their sessions have ended. It is no state: after a restart
 * the samples that a session holds tell its partition.
 */
final class CameraPartitions {

    private final long longestGap;
    private final int most;
    private final Map<String, Newest> cameras = new LinkedHashMap<>(16, 0.75f, true); // the one sampled last is last

    /**
     * Knows no camera.
     *
     * @param longestGap the longest silence within a session, in milliseconds
     * @param most the most cameras that are remembered
     */
    CameraPartitions(long longestGap, int most) {
        this.longestGap = longestGap;
        this.most = most;
    }

    /**
     * Takes a sample, unless another partition has the camera.
     *
     * @param buffered the newest sample of the open session; null when none is open
     * @param runningSince when the job was started, for its downtime is no silence
     * @return false when the sample must be left out
     */
    boolean take(SampledFrame sample, SampledFrame buffered, long runningSince, long now) {
        CameraFrame frame = sample.frame();
        Newest newest = newest(sample.camera(), buffered);
        if (newest == null || newest.partition == partition(frame)) {
            remember(sample.camera(), Newest.of(frame, newest != null && newest.told));
            return true;
        }
        long gap = frame.timestamp() - newest.timestamp;
        long silence = now - Math.max(newest.arrival, runningSince);
        boolean follows = buffered == null ? gap > 0 : gap > longestGap && silence > longestGap;
        remember(sample.camera(), follows ? Newest.of(frame, newest.told) : newest);
        return follows;
    }

    /** Says for the first sample of a camera that was left out why it was; empty for further ones. */
    Optional<String> explainOnce(SampledFrame leftOut) {
        Newest newest = cameras.get(leftOut.camera());
        if (newest.told) {
            return Optional.empty();
        }
        remember(leftOut.camera(), new Newest(newest.partition, newest.timestamp, newest.arrival, true));
        return Optional.of("the camera's frames come through partition " + newest.partition + ", too; while they do,"
                + " those from partition " + partition(leftOut.frame()) + " are left out, which is told once");
    }

    /**
     * The open session of a camera has ended.
     *
     * @param buffered its newest sample
     */
    void end(String camera, SampledFrame buffered, long timestamp) {
        Newest newest = newest(camera, buffered);
        long end = Math.max(newest.timestamp, timestamp);
        remember(camera, new Newest(newest.partition, end, newest.arrival, newest.told));
    }

    /** The entry of a camera; null when there is none. */
    private Newest newest(String camera, SampledFrame buffered) {
        Newest known = cameras.get(camera);
        return known == null && buffered != null ? Newest.of(buffered.frame(), false) : known;
    }

    private void remember(String camera, Newest newest) {
        cameras.put(camera, newest);
        if (cameras.size() > most) {
            cameras.remove(cameras.keySet().iterator().next());
        }
    }

    private static int partition(CameraFrame frame) {
        return frame.origin().partition();
    }

    /** A camera's newest sample, or the end of its session; told says that another partition has been told of. */
    private record Newest(int partition, long timestamp, long arrival, boolean told) {

        static Newest of(CameraFrame frame, boolean told) {
            return new Newest(CameraPartitions.partition(frame), frame.timestamp(), frame.arrival(), told);
        }
    }
}
