package io.actionstream.operators.models;

import io.actionstream.inference.DeviceClassifier;
import io.actionstream.model.checkpoint.LoadRules;
import io.actionstream.model.classify.ModelRelease;
import io.actionstream.model.classify.ReleaseReader;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.concurrent.DaemonThreads;
import io.actionstream.operators.records.Announcement;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * Reads the checkpoint of each announcement once for the whole job, and has a network of another architecture classify a clip, off
 * the task thread, before any process takes it over. What is wrong with it is written in the announcement and never fails the job.
 */
public final class CheckModels extends RichAsyncFunction<Announcement, Announcement> {

    private final ReleaseReader checkpoints;
    private final ClipSpec running;
    private final String device;
    private final LoadRules rules;

    private transient ExecutorService readers;

    /**
     * Checks that models fit a job.
     *
     * @param running the clips of the job
     * @param device where a network is tried, as options name it
     * @param rules what its first clip may cost
     */
    public CheckModels(ReleaseReader checkpoints, ClipSpec running, String device, LoadRules rules) {
        this.checkpoints = checkpoints;
        this.running = running;
        this.device = device;
        this.rules = rules;
    }

    @Override
    public void open(OpenContext context) {
        readers = Executors.newCachedThreadPool(new DaemonThreads("check-model"));
    }

    @Override
    public void close() {
        if (readers != null) {
            readers.shutdownNow();
            readers = null;
        }
    }

    @Override
    public void asyncInvoke(Announcement announcement, ResultFuture<Announcement> future) {
        if (announcement.problem() != null) {
            future.complete(List.of(announcement));
        } else {
            readers.execute(() -> future.complete(List.of(checked(announcement))));
        }
    }

    @Override
    public void timeout(Announcement announcement, ResultFuture<Announcement> future) {
        future.complete(List.of(announcement.unusable("the checkpoint could not be read within the time allowed")));
    }

    private Announcement checked(Announcement announcement) {
        try {
            DeviceClassifier.check(
                    checkpoints.read(new ModelRelease(0, announcement.version(), announcement.uri()), running),
                    device,
                    rules);
            return announcement;
        } catch (IOException e) {
            return announcement.unusable(e.getMessage());
        } catch (RuntimeException | Error e) { // such as those of a file system's plugin
            return announcement.unusable(e.toString());
        }
    }
}
