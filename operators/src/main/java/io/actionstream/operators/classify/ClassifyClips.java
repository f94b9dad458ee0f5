package io.actionstream.operators.classify;

import io.actionstream.inference.ClassificationService;
import io.actionstream.inference.ClipResult;
import io.actionstream.operators.budget.ByteBudget;
import io.actionstream.operators.records.AnnouncedModel;
import io.actionstream.operators.records.CameraFrame;
import io.actionstream.operators.records.Classified;
import io.actionstream.operators.records.Clip;
import io.actionstream.operators.records.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * Has each clip decoded and classified off the task thread. Whatever becomes of a clip is an output: a failure or a
 * timeout gives a {@link Classified} with a reject and no action, and never fails the job. A clip's model is asked for
 * with it; when it cannot be loaded here the present one goes on, and a clip's result tells of it.
 */
public final class ClassifyClips extends RichAsyncFunction<Clip, Classified> {

    private final ClassificationServiceFactory services;
    private final ClipOutcome outcome;

    private transient ClassificationService service;
    private transient Queue<Rejected> rejectedModels;
    private transient Map<ResultFuture<Classified>, InFlight> unanswered;
    private transient ClassifierMetrics metrics;
    private transient AtomicLong bytes; // of the clips that are not answered

    private record InFlight(CompletableFuture<ClipResult> result, long bytes) {}

    /**
     * Classifies with the services that a factory opens.
     *
     * @param top how many of the most probable classes an action names
     */
    public ClassifyClips(ClassificationServiceFactory services, int top) {
        if (top < 1) {
            throw new IllegalArgumentException("top must be at least 1, not " + top);
        }
        this.services = services;
        this.outcome = new ClipOutcome(top);
    }

    @Override
    public void open(OpenContext context) throws Exception {
        rejectedModels = new ConcurrentLinkedQueue<>();
        unanswered = new ConcurrentHashMap<>();
        bytes = new AtomicLong();
        try {
            service = services.open();
        } catch (IllegalArgumentException e) {
            throw isFirstAttempt() ? new SuppressRestartsException(e) : e;
        }
        metrics = new ClassifierMetrics(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void close() {
        if (service != null) {
            service.close();
            service = null;
        }
    }

    @Override
    public void asyncInvoke(Clip clip, ResultFuture<Classified> future) {
        use(clip.model());
        CompletableFuture<ClipResult> submitted = submit(clip);
        InFlight inFlight = new InFlight(submitted, bytesOf(clip));
        unanswered.put(future, inFlight);
        bytes.addAndGet(inFlight.bytes());
        submitted
                .thenApply(result -> {
                    metrics.add(result.times());
                    return outcome.classified(clip, result, System.currentTimeMillis());
                })
                .exceptionally(failure -> outcome.failed(clip, failure))
                .thenAccept(classified -> answer(future, classified));
    }

    /** Answers for the clip, which leaves the queue if it is still there: another one may come in its place. */
    @Override
    public void timeout(Clip clip, ResultFuture<Classified> future) {
        InFlight inFlight = unanswered.get(future);
        answer(future, outcome.timedOut(clip));
        if (inFlight != null) {
            inFlight.result().cancel(false);
        }
    }

    /** The bytes of the images that are decoded or classified now. */
    long bytes() {
        return bytes.get();
    }

    /** The clips that are decoded or classified now, or wait for that. */
    int clips() {
        return unanswered.size();
    }

    static long bytesOf(Clip clip) {
        return clip.images().stream().mapToLong(ByteBudget::bytesOf).sum();
    }

    /** The first answer counts; a later one must not take what is to be told of models with it. */
    private void answer(ResultFuture<Classified> future, Classified classified) {
        InFlight inFlight = unanswered.remove(future);
        if (inFlight != null) {
            bytes.addAndGet(-inFlight.bytes());
            future.complete(List.of(withRejectedModels(classified)));
        }
    }

    /** Tells whether the task was never restarted: what was never there, such as a device, does not come by a restart. */
    private boolean isFirstAttempt() {
        return getRuntimeContext().getTaskInfo().getAttemptNumber() == 0;
    }

    private void use(AnnouncedModel model) {
        if (model != null) {
            service.use(model.release()).exceptionally(failure -> {
                rejectedModels.add(outcome.modelFailed(model, failure));
                return null;
            });
        }
    }

    /** A model fails while clips come, so that the next of them tells of it. */
    private Classified withRejectedModels(Classified classified) {
        List<Rejected> rejected = new ArrayList<>(classified.rejected());
        for (Rejected model = rejectedModels.poll(); model != null; model = rejectedModels.poll()) {
            rejected.add(model);
        }
        return new Classified(classified.action(), rejected, classified.answer());
    }

    private CompletableFuture<ClipResult> submit(Clip clip) {
        try {
            return service.submit(clip.images().stream().map(CameraFrame::image).toList(), clip.positions());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
