package io.actionstream.training.download;

/**
 * The number of videos of each class.
 *
 * @param training to learn from
 * @param validation to choose with
 * @param test to judge by
 */
public record Shares(int training, int validation, int test) {

    public Shares {
        if (training < 1 || validation < 0 || test < 0) {
            throw new IllegalArgumentException(
                    "videos of each class must be at least 1 for training and 0 for validation" + " and test, not "
                            + training + ", " + validation + " and " + test);
        }
    }

    int total() {
        return training + validation + test;
    }
}
