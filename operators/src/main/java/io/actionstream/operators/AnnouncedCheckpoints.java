package io.actionstream.operators;

import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointException;
import io.actionstream.model.classify.ModelRelease;
import io.actionstream.model.clip.ClipSpec;
import java.io.IOException;

/** Reads announced checkpoints and judges whether they can take the place of the running one. */
public final class AnnouncedCheckpoints {

    private AnnouncedCheckpoints() {}

    /**
     * Reads a checkpoint from an absolute path or a URI that Flink knows.
     *
     * @param running the clips of the job, whose size may differ
     * @throws IOException when there is none, it is broken, it is not the version that was announced, or it takes clips
     *     of other samples than the job's
     */
    public static Checkpoint read(ModelRelease release, ClipSpec running) throws IOException {
        Checkpoint checkpoint = CheckpointFetcher.read(release.uri());
        String version = checkpoint.config().version();
        ClipSpec clip = checkpoint.config().clip();
        require(
                version.equals(release.version()),
                "the checkpoint in " + release.uri() + " is version '" + version + "', not '" + release.version()
                        + "' as announced");
        require(clip.hasSamplesOf(running), "its clips are of " + samples(clip) + ", the job's of " + samples(running));
        return checkpoint;
    }

    private static String samples(ClipSpec clip) {
        return clip.frames() + " frames, " + clip.intervalMillis() + " ms apart, padding " + clip.padding();
    }

    private static void require(boolean rule, String otherwise) throws CheckpointException {
        if (!rule) {
            throw new CheckpointException(otherwise);
        }
    }
}
