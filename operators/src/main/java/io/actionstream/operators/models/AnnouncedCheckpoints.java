package io.actionstream.operators.models;

import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointException;
import io.actionstream.model.checkpoint.LoadRules;
import io.actionstream.model.classify.ModelRelease;
import io.actionstream.model.classify.ReleaseReader;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.concurrent.DaemonThreads;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads announced checkpoints and judges whether they can take the place of the running one.
 *
 * @param places where they may come from
 * @param patience how long it may take to read one
 * @param rules what may be loaded
 */
public record AnnouncedCheckpoints(CheckpointPlaces places, Duration patience, LoadRules rules)
        implements ReleaseReader {

    private static final ThreadFactory READERS = new DaemonThreads("read-model");

    /**
     * Reads a checkpoint from an absolute path or a URI that Flink knows.
     *
     * @param running the clips of the job, which may be larger
     * @throws IOException when there is none, it is broken or not there in time, it may not come from there, it is not
     *     the version that was announced, or it takes clips of other samples than the job's, or larger ones
     */
    @Override
    public Checkpoint read(ModelRelease release, ClipSpec running) throws IOException {
        Checkpoint checkpoint = readInTime(release.uri());
        String version = checkpoint.config().version();
        ClipSpec clip = checkpoint.config().clip();
        require(
                version.equals(release.version()),
                "the checkpoint in " + release.uri() + " is version '" + version + "', not '" + release.version()
                        + "' as announced");
        require(
                clip.hasSamplesOf(running),
                "its clips are of " + samples(clip) + ", the job's of " + samples(running)
                        + ": stop the job with a savepoint and start it from there with this --checkpoint");
        require(
                clip.frameBytes() <= running.frameBytes(),
                "its clips are larger than those of the job's --checkpoint: " + size(clip) + ", not " + size(running));
        return checkpoint;
    }

    /** On a thread of its own, since a store that hangs may not even notice an interrupt. */
    private Checkpoint readInTime(String uri) throws IOException {
        FutureTask<Checkpoint> reading = new FutureTask<>(() -> readFrom(uri));
        READERS.newThread(reading).start();
        try {
            return reading.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new CheckpointException(
                    "the checkpoint in " + uri + " could not be read within " + patience.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the checkpoint in " + uri + " was read");
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } finally {
            reading.cancel(true);
        }
    }

    private Checkpoint readFrom(String uri) throws IOException {
        CheckpointPlace place = CheckpointPlace.of(uri);
        places.require(place);
        return CheckpointFetcher.read(place, rules);
    }

    private static IOException rethrown(Throwable failure) {
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        return (IOException) failure;
    }

    private static String samples(ClipSpec clip) {
        return clip.frames() + " frames, " + clip.intervalMillis() + " ms apart, padding " + clip.padding();
    }

    private static String size(ClipSpec clip) {
        return clip.frames() + " frames of " + clip.width() + "x" + clip.height() + " pixels ("
                + (long) clip.frames() * clip.frameBytes() + " bytes)";
    }

    private static void require(boolean rule, String otherwise) throws CheckpointException {
        if (!rule) {
            throw new CheckpointException(otherwise);
        }
    }
}
