package io.actionstream.jobs.run;

import io.actionstream.jobs.options.RunOptions;
import io.actionstream.model.classify.ClassificationOptions;
import io.actionstream.model.classify.ClassificationService;
import io.actionstream.model.classify.SharedClassification;
import io.actionstream.operators.AnnouncedCheckpoints;
import io.actionstream.operators.ClassificationServiceFactory;
import java.io.IOException;

/** Opens the network of a checkpoint on the machine where a task runs; the tasks of a process share it. */
record CheckpointClassifier(ClassificationOptions options) implements ClassificationServiceFactory {

    static CheckpointClassifier of(RunOptions options) {
        var classify = options.classify();
        return new CheckpointClassifier(new ClassificationOptions(
                classify.checkpoint(),
                classify.device(),
                classify.precision(),
                classify.batchSize(),
                classify.batchDelay(),
                classify.decodeThreads(),
                options.imageLimits()));
    }

    @Override
    public ClassificationService open() throws IOException {
        return SharedClassification.acquire(options, AnnouncedCheckpoints::read);
    }
}
