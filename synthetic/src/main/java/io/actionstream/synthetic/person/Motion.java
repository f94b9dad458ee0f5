package io.actionstream.synthetic.person;

import java.util.ArrayList;
import java.util.List;

/**
 * A movement that repeats: poses at equal distances around a cycle, joined by a cyclic Catmull-Rom spline.
 *
 * @param keyframes the poses in order
 */
record Motion(List<Pose> keyframes) {

    /** Goes through the poses and back to the first. */
    static Motion through(Pose... poses) {
        return new Motion(List.of(poses));
    }

    /** Goes through the poses on one side of the body, then on the other. */
    static Motion alternating(Pose... poses) {
        List<Pose> both = new ArrayList<>(List.of(poses));
        for (Pose pose : poses) {
            both.add(pose.mirrored());
        }
        return new Motion(List.copyOf(both));
    }

    /** The pose at a phase, in cycles. */
    Pose at(double phase) {
        double position = (phase - Math.floor(phase)) * keyframes.size();
        int key = (int) position;
        double t = position - key;
        return Pose.blend(
                List.of(keyframe(key - 1), keyframe(key), keyframe(key + 1), keyframe(key + 2)),
                t * (-1 + t * (2 - t)) / 2,
                1 + t * t * (3 * t - 5) / 2,
                t * (1 + t * (4 - 3 * t)) / 2,
                t * t * (t - 1) / 2);
    }

    private Pose keyframe(int index) {
        return keyframes.get(Math.floorMod(index, keyframes.size()));
    }
}
