package io.actionstream.jobs.run;

import io.actionstream.inference.ClassificationOptions;
import io.actionstream.inference.ClassificationService;
import io.actionstream.inference.ReferenceCountedClassification;
import io.actionstream.jobs.options.RunOptions;
import io.actionstream.operators.classify.ClassificationServiceFactory;
import io.actionstream.operators.models.AnnouncedCheckpoints;
import io.actionstream.operators.models.CheckpointPlaces;
import java.io.IOException;
import java.time.Duration;

/** Opens the network of a checkpoint on the machine where a task runs; the tasks of a process share it. */
public record CheckpointClassifier(ClassificationOptions options, AnnouncedCheckpoints models)
        implements ClassificationServiceFactory {

    /** The classifier that the options describe; equal for equal options, in every task of a process. */
    public static CheckpointClassifier of(RunOptions options) {
        var classify = options.classify();
        return new CheckpointClassifier(
                new ClassificationOptions(
                        classify.checkpoint(),
                        classify.device(),
                        classify.precision(),
                        classify.batchSize(),
                        classify.batchDelay(),
                        classify.decodeThreads(),
                        options.imageLimits(),
                        options.load().rules()),
                new AnnouncedCheckpoints(
                        new CheckpointPlaces(options.models().under()),
                        patience(options),
                        options.load().rules(patience(options))));
    }

    /** After a restart clips wait for the announced model, and must not time out meanwhile. */
    private static Duration patience(RunOptions options) {
        Duration timeout = options.models().timeout();
        Duration most = options.classify().timeout().dividedBy(2);
        return timeout.compareTo(most) < 0 ? timeout : most;
    }

    @Override
    public ClassificationService open() throws IOException {
        return ReferenceCountedClassification.acquire(options, models);
    }
}
