package io.actionstream.synthetic.person;

import static io.actionstream.synthetic.person.Bone.*;

import io.actionstream.synthetic.scene.Draw;
import io.actionstream.synthetic.scene.Vec;

/**
 * The lengths of a body, as shares of its height.
 *
 * @param spine hips to shoulders
 * @param neck shoulders to the middle of the head
 * @param upperArm shoulder to elbow
 * @param forearm elbow to wrist
 * @param thigh hip to knee
 * @param shin knee to ankle
 * @param shoulders half of their width
 * @param hips half of their width
 */
record Skeleton(
        double spine,
        double neck,
        double upperArm,
        double forearm,
        double thigh,
        double shin,
        double shoulders,
        double hips) {
    private static final double HAND = 0.04;
    private static final Vec FOOT = new Vec(0.02, -0.02, 0.085);
    /** The height over which a foot stops bearing weight as it rises, in body heights. */
    private static final double BEARING = 0.02;

    static Skeleton draw(Draw draw) {
        double legs = draw.between(0.94, 1.07);
        double arms = draw.between(0.93, 1.1);
        double breadth = draw.between(0.85, 1.2);
        return new Skeleton(
                0.30 * draw.between(0.93, 1.05),
                0.115 * draw.between(0.92, 1.1),
                0.175 * arms,
                0.155 * arms,
                0.245 * legs,
                0.235 * legs,
                0.105 * breadth,
                0.06 * breadth);
    }

    /** Places every joint: the bearing foot below the origin, the lower foot {@code pose.lift()} above the floor. */
    Body place(Pose pose) {
        Leg left = leg(pose, LEFT_THIGH, LEFT_SHIN, 1);
        Leg right = leg(pose, RIGHT_THIGH, RIGHT_SHIN, -1);
        double floor = Math.min(left.ankle.y(), right.ankle.y());
        double onLeft = Math.exp((floor - left.ankle.y()) / BEARING);
        double onRight = Math.exp((floor - right.ankle.y()) / BEARING);
        Vec bearing = left.ankle.times(onLeft).plus(right.ankle.times(onRight)).times(-1 / (onLeft + onRight));
        Vec hip = new Vec(bearing.x(), pose.lift() - floor, bearing.z());

        Vec chest = hip.plus(pose.direction(SPINE).times(spine));
        Vec head = chest.plus(
                pose.direction(SPINE).plus(new Vec(0, 0.35, 0.1)).unit().times(neck));
        return new Body(
                hip,
                chest,
                head,
                arm(chest, pose, LEFT_UPPER_ARM, LEFT_FOREARM, 1),
                arm(chest, pose, RIGHT_UPPER_ARM, RIGHT_FOREARM, -1),
                left.from(hip),
                right.from(hip));
    }

    private Leg leg(Pose pose, Bone thighBone, Bone shinBone, int side) {
        Vec top = new Vec(side * hips, 0, 0);
        Vec knee = top.plus(pose.direction(thighBone).times(thigh));
        Vec ankle = knee.plus(pose.direction(shinBone).times(shin));
        return new Leg(top, knee, ankle, new Vec(side * FOOT.x(), FOOT.y(), FOOT.z()));
    }

    private Body.Limb arm(Vec chest, Pose pose, Bone upperBone, Bone foreBone, int side) {
        Vec shoulder = chest.plus(new Vec(side * shoulders, -0.015, 0));
        Vec elbow = shoulder.plus(pose.direction(upperBone).times(upperArm));
        Vec wrist = elbow.plus(pose.direction(foreBone).times(forearm));
        return new Body.Limb(
                shoulder, elbow, wrist, wrist.plus(pose.direction(foreBone).times(HAND)));
    }

    /** A leg seen from the hips. */
    private record Leg(Vec top, Vec knee, Vec ankle, Vec foot) {
        Body.Limb from(Vec hip) {
            return new Body.Limb(
                    hip.plus(top),
                    hip.plus(knee),
                    hip.plus(ankle),
                    hip.plus(ankle).plus(foot));
        }
    }
}
