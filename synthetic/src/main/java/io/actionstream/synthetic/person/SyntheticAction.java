package io.actionstream.synthetic.person;

import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.List;

/** The actions of the generated videos. What tells them apart is how the person moves. */
public enum SyntheticAction implements Activity {
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

    @Override
    public String label() {
        return label;
    }

    /** All class names, sorted. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(SyntheticAction::label).toList();
    }

    Motion motion() {
        return motion;
    }

    @Override
    public void paint(Graphics2D graphics, Actor actor, double seconds) {
        actor.paint(graphics, motion, seconds);
    }
}
