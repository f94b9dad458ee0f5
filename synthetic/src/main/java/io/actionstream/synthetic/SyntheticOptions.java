package io.actionstream.synthetic;

import io.actionstream.synthetic.scene.SceneOptions;

/**
 * The choice of videos to generate.
 *
 * @param videosPerClass how many videos of each action
 * @param seed decides on everything that is drawn
 * @param seconds length of a video
 * @param frameRate frames a second
 * @param scene size of the picture
 * @param threads how many videos are made at a time
 * @param idle true for as many videos of the class {@code Idle}, in which nobody does any of the actions
 * @param splits whether to write lists for training, validation and test, which share no person
 */
public record SyntheticOptions(
        int videosPerClass,
        long seed,
        double seconds,
        double frameRate,
        SceneOptions scene,
        int threads,
        boolean idle,
        boolean splits) {
    /** Videos of one person, for each action. */
    public static final int CLIPS_PER_GROUP = 4;

    private static final int MIN_GROUPS_TO_SPLIT = 3;

    public SyntheticOptions {
        requireBetween("videosPerClass", videosPerClass, 1, 100_000);
        requireBetween("seconds", seconds, 0.04, 3600);
        requireBetween("frameRate", frameRate, 1, 240);
        requireBetween("threads", threads, 1, 1024);
        if (scene == null) {
            throw new IllegalArgumentException("synthetic scene is missing");
        }
        if (splits && groups(videosPerClass) < MIN_GROUPS_TO_SPLIT) {
            throw new IllegalArgumentException("synthetic videosPerClass must be at least "
                    + ((MIN_GROUPS_TO_SPLIT - 1) * CLIPS_PER_GROUP + 1) + " to be split by person, not "
                    + videosPerClass);
        }
    }

    /** Videos as UCF101's, a little longer than the tutorial's clip, made on all cores. */
    public static SyntheticOptions of(int videosPerClass, long seed) {
        return new SyntheticOptions(
                videosPerClass,
                seed,
                6.5,
                25,
                SceneOptions.UCF101,
                Runtime.getRuntime().availableProcessors(),
                false,
                false);
    }

    /** The same, with lists for training, validation and test. */
    public SyntheticOptions withSplits() {
        return new SyntheticOptions(videosPerClass, seed, seconds, frameRate, scene, threads, idle, true);
    }

    /** The number of people that appear. */
    int groups() {
        return groups(videosPerClass);
    }

    int framesPerVideo() {
        return (int) Math.ceil(seconds * frameRate);
    }

    private static int groups(int videosPerClass) {
        return (videosPerClass + CLIPS_PER_GROUP - 1) / CLIPS_PER_GROUP;
    }

    private static void requireBetween(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    "synthetic " + name + " must be between " + least + " and " + most + ", not " + value);
        }
    }
}
