package io.actionstream.synthetic.person;

import io.actionstream.synthetic.scene.Draw;
import io.actionstream.synthetic.scene.Vec;
import io.actionstream.synthetic.scene.Wobble;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A person's way of performing any action: speed, start, size of the movements, unsteadiness.
 *
 * @param period of a cycle, in seconds
 * @param start phase at time 0, in cycles
 * @param amplitude 1 reaches the keyframes
 * @param tempo wandering of the phase, in cycles
 * @param unsteadiness wandering of each bone
 */
public record Performance(
        double period, double start, double amplitude, Wobble tempo, Map<Bone, List<Wobble>> unsteadiness) {

    public static Performance draw(Draw draw) {
        Map<Bone, List<Wobble>> unsteadiness = new EnumMap<>(Bone.class);
        for (Bone bone : Bone.values()) {
            double most = bone == Bone.SPINE ? 0.05 : 0.12;
            unsteadiness.put(
                    bone,
                    List.of(
                            Wobble.draw(draw, most, 0.15, 0.6),
                            Wobble.draw(draw, most, 0.15, 0.6),
                            Wobble.draw(draw, most, 0.15, 0.6)));
        }
        return new Performance(
                period(draw),
                draw.between(0, 1),
                draw.between(0.82, 1.08),
                Wobble.draw(draw, 0.05, 0.1, 0.3),
                unsteadiness);
    }

    /** Between 1.1 and 2.3 s, but not 2 or 3 samples of 600 ms, which would show the same 2 or 3 poses all along. */
    private static double period(Draw draw) {
        double period = draw.between(1.1, 2.3);
        while (Math.abs(period - 1.2) < 0.07 || Math.abs(period - 1.8) < 0.05) {
            period = draw.between(1.1, 2.3);
        }
        return period;
    }

    public Pose pose(Motion motion, double seconds) {
        Pose ideal = motion.at(start + seconds / period + tempo.at(seconds));
        return Pose.blend(List.of(Pose.STANDING, ideal), 1 - amplitude, amplitude)
                .map((bone, direction) -> {
                    List<Wobble> noise = unsteadiness.get(bone);
                    return direction.plus(new Vec(
                            noise.get(0).at(seconds),
                            noise.get(1).at(seconds),
                            noise.get(2).at(seconds)));
                });
    }
}
