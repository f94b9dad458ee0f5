package io.actionstream.synthetic.person;

import java.util.Arrays;
import java.util.List;

/** The actions of the generated videos. What tells them apart is how the person moves. */
public enum SyntheticAction {
    ARM_CIRCLES("ArmCircles", Motions.armCircles()),
    BOWING("Bowing", Motions.bowing()),
    BOXING("Boxing", Motions.boxing()),
    JUMPING_JACKS("JumpingJacks", Motions.jumpingJacks()),
    KICKING("Kicking", Motions.kicking()),
    MARCHING("Marching", Motions.marching()),
    RAISING_ARMS("RaisingArms", Motions.raisingArms()),
    SIDE_LUNGES("SideLunges", Motions.sideLunges()),
    SQUATS("Squats", Motions.squats()),
    WAVING("Waving", Motions.waving());

    private final String label;
    private final Motion motion;

    SyntheticAction(String label, Motion motion) {
        this.label = label;
        this.motion = motion;
    }

    /** The class name, as in the names of folders and files. */
    public String label() {
        return label;
    }

    /** All class names, sorted. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(SyntheticAction::label).toList();
    }

    public Motion motion() {
        return motion;
    }
}
