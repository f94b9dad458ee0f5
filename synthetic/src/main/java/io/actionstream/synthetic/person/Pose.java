package io.actionstream.synthetic.person;

import io.actionstream.synthetic.scene.Vec;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The directions of all bones, and the height of the feet above the floor. Immutable.
 *
 * @param directions of the bones; their length says nothing
 * @param lift of the lower foot, in body heights
 */
record Pose(Map<Bone, Vec> directions, double lift) {
    private static final Vec DOWN = new Vec(0.12, -1, 0);

    /** Upright, arms hanging. */
    static final Pose STANDING = new Pose(Map.of(Bone.SPINE, new Vec(0, 1, 0)), 0)
            .arms(DOWN, new Vec(0.05, -1, 0.1))
            .legs(DOWN, DOWN);

    Pose {
        directions = Collections.unmodifiableMap(new EnumMap<>(directions));
    }

    Pose spine(double x, double y, double z) {
        return with(Bone.SPINE, new Vec(x, y, z));
    }

    /** Both arms; here and below x points away from the body's middle. */
    Pose arms(Vec upper, Vec fore) {
        return leftArm(upper, fore).rightArm(upper, fore);
    }

    Pose leftArm(Vec upper, Vec fore) {
        return with(Bone.LEFT_UPPER_ARM, upper).with(Bone.LEFT_FOREARM, fore);
    }

    Pose rightArm(Vec upper, Vec fore) {
        return with(Bone.RIGHT_UPPER_ARM, upper.mirrored()).with(Bone.RIGHT_FOREARM, fore.mirrored());
    }

    Pose legs(Vec thigh, Vec shin) {
        return leftLeg(thigh, shin).rightLeg(thigh, shin);
    }

    Pose leftLeg(Vec thigh, Vec shin) {
        return with(Bone.LEFT_THIGH, thigh).with(Bone.LEFT_SHIN, shin);
    }

    Pose rightLeg(Vec thigh, Vec shin) {
        return with(Bone.RIGHT_THIGH, thigh.mirrored()).with(Bone.RIGHT_SHIN, shin.mirrored());
    }

    Pose lifted(double newLift) {
        return new Pose(directions, newLift);
    }

    Vec direction(Bone bone) {
        return directions.get(bone).unit();
    }

    /** Left and right exchanged. */
    Pose mirrored() {
        return map((bone, direction) -> directions.get(bone.opposite()).mirrored());
    }

    /** Every direction replaced. */
    Pose map(BiFunction<Bone, Vec, Vec> change) {
        Map<Bone, Vec> changed = new EnumMap<>(directions);
        changed.replaceAll(change);
        return new Pose(changed, lift);
    }

    /** The weighted sum of poses. */
    static Pose blend(List<Pose> poses, double... weights) {
        Map<Bone, Vec> directions = new EnumMap<>(Bone.class);
        double lift = 0;
        for (int i = 0; i < weights.length; i++) {
            double weight = weights[i];
            poses.get(i)
                    .directions
                    .forEach((bone, direction) -> directions.merge(bone, direction.times(weight), Vec::plus));
            lift += weight * poses.get(i).lift;
        }
        return new Pose(directions, Math.max(0, lift));
    }

    private Pose with(Bone bone, Vec direction) {
        Map<Bone, Vec> changed = new EnumMap<>(Bone.class);
        changed.putAll(directions);
        changed.put(bone, direction.unit());
        return new Pose(changed, lift);
    }
}
