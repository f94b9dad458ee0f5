package io.actionstream.jobs.run;

import io.actionstream.jobs.options.RunOptions;
import io.actionstream.model.classify.ClassificationOptions;
import io.actionstream.model.classify.ClassificationService;
import io.actionstream.model.classify.SharedClassification;
import io.actionstream.operators.AnnouncedCheckpoints;
import io.actionstream.operators.ClassificationServiceFactory;
import java.io.IOException;
import java.time.Duration;

/**
 * Opens the network of a checkpoint on the machine where a task runs; the tasks of a process share it.
 *
 * @param checkpoint name of a checkpoint in the jar, or a directory there
 */
record CheckpointClassifier(
        String checkpoint,
        String device,
        int batchSize,
        Duration batchDelay,
        int decodeThreads,
        int maxImageBytes,
        int maxImagePixels)
        implements ClassificationServiceFactory {

    static CheckpointClassifier of(RunOptions options) {
        var classify = options.classify();
        return new CheckpointClassifier(
                classify.checkpoint(),
                classify.device(),
                classify.batchSize(),
                classify.batchDelay(),
                classify.decodeThreads(),
                options.images().maxImageBytes(),
                options.clips().maxImagePixels());
    }

    @Override
    public ClassificationService open() throws IOException {
        return SharedClassification.acquire(
                new ClassificationOptions(
                        checkpoint, device, batchSize, batchDelay, decodeThreads, maxImageBytes, maxImagePixels),
                AnnouncedCheckpoints::read);
    }
}
