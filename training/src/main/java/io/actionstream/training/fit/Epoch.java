package io.actionstream.training.fit;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * The results of an epoch: a row of the history.
 *
 * @param epoch its number, from 1
 * @param learningRate at its end
 * @param loss mean training loss, with the recipe's targets
 * @param accuracy share of training clips whose most probable class was right, as augmented
 * @param validationLoss mean cross entropy of the validation videos
 * @param validationAccuracy share of validation videos that were right
 * @param clipsPerSecond trained, loading included
 * @param seconds that training took, without validation
 */
@JsonPropertyOrder({
    "epoch",
    "learningRate",
    "loss",
    "accuracy",
    "validationLoss",
    "validationAccuracy",
    "clipsPerSecond",
    "seconds"
})
public record Epoch(
        int epoch,
        double learningRate,
        double loss,
        double accuracy,
        double validationLoss,
        double validationAccuracy,
        double clipsPerSecond,
        double seconds) {}
