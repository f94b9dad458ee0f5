package io.actionstream.synthetic;

import io.actionstream.synthetic.person.SyntheticAction;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One video to make.
 *
 * @param group the person, counted from 1
 * @param clip which of the person's scenes, counted from 1
 */
record Take(SyntheticAction action, int group, int clip) {

    /** All videos, action by action. */
    static List<Take> all(SyntheticOptions options) {
        List<Take> takes = new ArrayList<>();
        for (SyntheticAction action : SyntheticAction.values()) {
            for (int i = 0; i < options.videosPerClass(); i++) {
                int group = i / SyntheticOptions.CLIPS_PER_GROUP + 1;
                takes.add(new Take(action, group, i % SyntheticOptions.CLIPS_PER_GROUP + 1));
            }
        }
        return takes;
    }

    /** Where the video stands in UCF101's layout. */
    String path() {
        return "%1$s/v_%1$s_g%2$02d_c%3$02d.avi".formatted(action.label(), group, clip);
    }

    SyntheticVideo video(SyntheticOptions options) {
        long personSeed = derive(derive(options.seed(), action.ordinal()), group);
        return new SyntheticVideo(personSeed, derive(personSeed, clip), action, options.scene());
    }

    private static long derive(long seed, int index) {
        return new SplittableRandom(new SplittableRandom(seed).nextLong() + index).nextLong();
    }
}
