package io.actionstream.synthetic.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.actionstream.synthetic.scene.Draw;
import io.actionstream.synthetic.scene.Vec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MotionTest {
    private static final Skeleton SKELETON = Skeleton.draw(new Draw(1, "skeleton"));

    @Test
    void shouldPassThroughItsKeyframes() {
        Motion squats = Motions.squats();

        assertThat(squats.at(0).direction(Bone.SPINE).z()).isEqualTo(0, within(1e-9));
        assertThat(squats.at(0.5).direction(Bone.SPINE).z()).isGreaterThan(0.3);
    }

    @Test
    void shouldDoOnOneSideWhatItDidOnTheOther() {
        Motion kicking = Motions.kicking();

        Vec left = kicking.at(0.25).direction(Bone.LEFT_THIGH);
        Vec right = kicking.at(0.75).direction(Bone.RIGHT_THIGH);
        assertThat(left.z()).isGreaterThan(0.9);
        assertThat(right).isEqualTo(left.mirrored());
    }

    @ParameterizedTest
    @EnumSource
    void shouldMoveSmoothlyAroundTheCycle(SyntheticAction action) {
        for (int i = -50; i < 150; i++) {
            Body before = SKELETON.place(action.motion().at(i / 100.0));
            Body after = SKELETON.place(action.motion().at((i + 1) / 100.0));

            assertThat(distance(before.leftArm().tip(), after.leftArm().tip())).isLessThan(0.08);
            assertThat(distance(before.rightLeg().tip(), after.rightLeg().tip()))
                    .isLessThan(0.08);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldStandOnTheFloorUnlessJumping(SyntheticAction action) {
        for (int i = 0; i < 100; i++) {
            Pose pose = action.motion().at(i / 100.0);
            Body body = SKELETON.place(pose);

            double lower =
                    Math.min(body.leftLeg().end().y(), body.rightLeg().end().y());
            assertThat(lower).isEqualTo(pose.lift(), within(1e-9));
        }
    }

    private static double distance(Vec one, Vec other) {
        Vec apart = one.plus(other.times(-1));
        return Math.sqrt(apart.x() * apart.x() + apart.y() * apart.y() + apart.z() * apart.z());
    }
}
