package io.actionstream.training.fit;

import io.actionstream.training.data.Batch;

/** Running means of an epoch. */
final class Tally {
    private final int classes;
    private double lossSum;
    private int correct;
    private int clips;

    Tally(int classes) {
        this.classes = classes;
    }

    void add(Batch batch, Learner.Step step) {
        lossSum += step.loss() * batch.size();
        clips += batch.size();
        for (int i = 0; i < batch.size(); i++) {
            int best = 0;
            for (int c = 1; c < classes; c++) {
                if (step.logits()[i * classes + c] > step.logits()[i * classes + best]) {
                    best = c;
                }
            }
            correct += best == batch.classes()[i] ? 1 : 0;
        }
    }

    int clips() {
        return clips;
    }

    double loss() {
        return lossSum / clips;
    }

    double accuracy() {
        return (double) correct / clips;
    }
}
