package io.actionstream.synthetic.person;

import static io.actionstream.synthetic.person.Pose.STANDING;

import io.actionstream.synthetic.scene.Vec;

/** The keyframes of the ten actions and of people who do none of them. In arms and legs x points away from the body's middle, y up and z ahead. */
final class Motions {
    private static final Vec DOWN = new Vec(0.12, -1, 0);
    private static final Vec OUT = new Vec(1, 0, 0.1);
    private static final Vec UP = new Vec(0.2, 1, 0);
    private static final Vec AHEAD = new Vec(0, 0.05, 1);
    private static final Vec BACK = new Vec(0.4, 0, -0.9);

    private Motions() {}

    static Motion raisingArms() {
        Pose out = STANDING.arms(OUT, OUT);
        return Motion.through(STANDING, out, STANDING.arms(UP, UP), out);
    }

    static Motion jumpingJacks() {
        Vec halfSpread = new Vec(0.3, -1, 0);
        Vec spread = new Vec(0.55, -1, 0);
        Pose jump = STANDING.arms(OUT, OUT).legs(halfSpread, halfSpread).lifted(0.06);
        Pose open = STANDING.arms(UP, UP).legs(spread, spread);
        return Motion.through(STANDING, jump, open, jump);
    }

    static Motion squats() {
        Pose low = STANDING.spine(0, 1, 0.4).arms(AHEAD, AHEAD).legs(new Vec(0.4, -0.15, 1), new Vec(0, -1, -0.45));
        return Motion.through(STANDING, low);
    }

    static Motion marching() {
        Pose knee = STANDING.leftLeg(new Vec(0.05, 0.05, 1), new Vec(0.02, -1, -0.15))
                .leftArm(new Vec(0.15, -1, -0.5), new Vec(0.1, -1, 0.2))
                .rightArm(new Vec(0.1, -0.8, 0.6), new Vec(0, 0.5, 1));
        return Motion.alternating(knee, STANDING);
    }

    static Motion waving() {
        Vec upper = new Vec(1, 0.35, 0.15);
        Pose outwards = STANDING.rightArm(upper, new Vec(1, 0.6, 0.1));
        Pose inwards = STANDING.rightArm(upper, new Vec(-0.7, 0.9, 0.1));
        return Motion.through(outwards, inwards);
    }

    static Motion boxing() {
        Vec guardUpper = new Vec(0.2, -0.9, 0.35);
        Vec guardFore = new Vec(-0.1, 0.8, 0.7);
        Pose guard = STANDING.spine(0, 1, 0.12).arms(guardUpper, guardFore);
        Pose punch = guard.spine(-0.08, 1, 0.2).leftArm(new Vec(0.45, 0.1, 1), new Vec(0.2, 0.05, 1));
        return Motion.alternating(guard, punch);
    }

    static Motion kicking() {
        Pose kick = STANDING.spine(0, 1, -0.2)
                .leftLeg(new Vec(0.05, 0.25, 1), new Vec(0.05, 0.4, 1))
                .arms(new Vec(0.6, -0.8, 0.1), new Vec(0.4, -0.5, 0.5));
        return Motion.alternating(STANDING, kick);
    }

    static Motion bowing() {
        Vec hanging = new Vec(0.05, -1, 0.1);
        Pose bent = STANDING.spine(0, -0.1, 1)
                .arms(hanging, hanging)
                .legs(new Vec(0.12, -1, -0.08), new Vec(0.12, -1, -0.08));
        return Motion.through(STANDING, bent);
    }

    static Motion armCircles() {
        Pose apart = STANDING.leftArm(DOWN, DOWN).rightArm(UP, UP);
        Pose level = STANDING.leftArm(AHEAD, AHEAD).rightArm(BACK, BACK);
        return Motion.alternating(apart, level);
    }

    static Motion sideLunges() {
        Vec straight = new Vec(0.88, -1, 0);
        Vec wide = new Vec(0.5, -1, 0);
        Pose middle = STANDING.legs(wide, wide).arms(new Vec(0.7, -0.8, -0.2), new Vec(-0.8, -0.4, 0.3));
        Pose lunge = middle.spine(0.1, 1, 0.15)
                .leftLeg(new Vec(0.9, -0.6, 0.4), new Vec(0.1, -1, -0.15))
                .rightLeg(straight, straight);
        return Motion.alternating(middle, lunge);
    }

    static Motion standing() {
        Vec bent = new Vec(0.1, -1, 0.15);
        Pose phone = STANDING.spine(0, 1, 0.08).rightArm(bent, new Vec(-0.3, 0.45, 0.8));
        Pose onOneLeg = STANDING.spine(0.06, 1, 0).leftLeg(new Vec(0.22, -1, 0.1), new Vec(0.12, -1, -0.05));
        Pose handOnHip = STANDING.leftArm(new Vec(0.6, -0.8, -0.2), new Vec(-0.75, -0.45, 0.25));
        return Motion.through(STANDING, phone, phone, onOneLeg, handOnHip, STANDING);
    }

    static Motion sitting() {
        Vec upper = new Vec(0.12, -1, 0.25);
        Pose upright = STANDING.spine(0, 1, -0.05)
                .arms(upper, new Vec(-0.1, -0.45, 0.9))
                .legs(new Vec(0.18, -0.08, 1), new Vec(0.05, -1, 0));
        Pose forwards = upright.spine(0, 1, 0.3).rightArm(upper, new Vec(-0.25, 0.6, 0.7));
        Pose back = upright.spine(0.06, 1, -0.15);
        return Motion.through(upright, forwards, forwards, back);
    }

    static Motion walking() {
        Pose stride = STANDING.leftLeg(new Vec(0.03, -1, 0.5), new Vec(0.02, -1, 0.2))
                .rightLeg(new Vec(0.03, -1, -0.3), new Vec(0.02, -1, -0.65))
                .leftArm(new Vec(0.1, -1, -0.4), new Vec(0.05, -1, -0.1))
                .rightArm(new Vec(0.1, -1, 0.35), new Vec(0.05, -1, 0.6));
        Pose passing = STANDING.rightLeg(new Vec(0.03, -1, 0.2), new Vec(0.02, -1, -0.5));
        return Motion.alternating(stride, passing);
    }
}
