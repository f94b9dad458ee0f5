package io.actionstream.synthetic;

import io.actionstream.synthetic.person.Activity;
import io.actionstream.synthetic.person.Idling;
import io.actionstream.synthetic.person.SyntheticAction;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One video to make.
 *
 * @param classNumber place of the activity's class among all
 * @param group the person, counted from 1
 * @param clip which of the person's scenes, counted from 1
 */
record Take(Activity activity, int classNumber, int group, int clip) {

    /** All videos, class by class. */
    static List<Take> all(SyntheticOptions options) {
        List<Take> takes = new ArrayList<>();
        for (SyntheticAction action : SyntheticAction.values()) {
            for (int i = 0; i < options.videosPerClass(); i++) {
                takes.add(new Take(action, action.ordinal(), group(i), clip(i)));
            }
        }
        if (options.idle()) {
            for (int i = 0; i < options.videosPerClass(); i++) {
                Idling idling = Idling.values()[i % Idling.values().length];
                takes.add(new Take(idling, SyntheticAction.values().length, group(i), clip(i)));
            }
        }
        return takes;
    }

    private static int group(int video) {
        return video / SyntheticOptions.CLIPS_PER_GROUP + 1;
    }

    private static int clip(int video) {
        return video % SyntheticOptions.CLIPS_PER_GROUP + 1;
    }

    /** The path of the video in UCF101's layout. */
    String path() {
        return "%1$s/v_%1$s_g%2$02d_c%3$02d.avi".formatted(activity.label(), group, clip);
    }

    SyntheticVideo video(SyntheticOptions options) {
        long personSeed = derive(derive(options.seed(), classNumber), group);
        return new SyntheticVideo(personSeed, derive(personSeed, clip), activity, options.scene());
    }

    private static long derive(long seed, int index) {
        return new SplittableRandom(new SplittableRandom(seed).nextLong() + index).nextLong();
    }
}
