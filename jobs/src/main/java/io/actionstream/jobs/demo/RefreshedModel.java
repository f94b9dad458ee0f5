package io.actionstream.jobs.demo;

import io.actionstream.jobs.models.Announcer;
import io.actionstream.jobs.options.RunOptions;
import io.actionstream.jobs.wire.AnnouncementJson;
import io.actionstream.model.checkpoint.Checkpoint;
import java.io.IOException;
import java.nio.file.Path;

/** The demo's checkpoint under another version, to show how a running job changes its model. */
final class RefreshedModel implements AutoCloseable {

    private static final String SUFFIX = "-refreshed";

    private final RunOptions job;
    private final TemporaryDirectory directory;
    private final String version;
    private final Path checkpoint;

    private RefreshedModel(RunOptions job, TemporaryDirectory directory, String version, Path checkpoint) {
        this.job = job;
        this.directory = directory;
        this.version = version;
        this.checkpoint = checkpoint;
    }

    /** Writes the checkpoint of a job to a directory that is deleted in the end. */
    static RefreshedModel write(RunOptions job) throws IOException {
        Checkpoint present =
                Checkpoint.read(job.classify().checkpoint(), job.load().rules());
        String version = present.config().version() + SUFFIX;
        TemporaryDirectory directory = TemporaryDirectory.create("actionstream-model");
        Path checkpoint = directory.path().resolve("checkpoint");
        present.withConfig(present.config().withVersion(version)).write(checkpoint);
        return new RefreshedModel(job, directory, version, checkpoint);
    }

    String version() {
        return version;
    }

    /** Has the job classify with it from now on. */
    void announce() throws InterruptedException {
        Announcer.announce(
                job.kafka(),
                job.topics().models(),
                new AnnouncementJson(version, checkpoint.toUri().toString()));
    }

    @Override
    public void close() {
        directory.close();
    }
}
