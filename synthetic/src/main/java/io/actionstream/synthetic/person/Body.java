package io.actionstream.synthetic.person;

import io.actionstream.synthetic.scene.Vec;

/** The joints of a body in space, in body heights; the floor is y = 0. */
record Body(Vec hip, Vec chest, Vec head, Limb leftArm, Limb rightArm, Limb leftLeg, Limb rightLeg) {

    /**
     * An arm or a leg.
     *
     * @param root shoulder or hip
     * @param middle elbow or knee
     * @param end wrist or ankle
     * @param tip of the hand or the foot
     */
    record Limb(Vec root, Vec middle, Vec end, Vec tip) {}
}
