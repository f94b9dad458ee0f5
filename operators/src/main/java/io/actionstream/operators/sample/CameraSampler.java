package io.actionstream.operators.sample;

import io.actionstream.model.clip.Buffered;
import io.actionstream.model.clip.FrameSampler;
import io.actionstream.model.clip.SamplerState;
import io.actionstream.model.clip.SamplingRules;
import io.actionstream.operators.budget.ByteBudget;
import io.actionstream.operators.records.CameraFrame;
import io.actionstream.operators.records.SamplingState;
import java.util.List;
import java.util.concurrent.ScheduledFuture;

/**
 * One camera in one subtask, as it comes through one partition.
 *
 * <p>After a restore every subtask has every camera, since nobody knows yet who will read its partition. The first frame
 * shows it. Of a camera that stays silent one subtask alone speaks: the one that read it before, folded into the present
 * parallelism.
 */
final class CameraSampler {

    private final String camera;
    private final Integer partition; // null for any
    private final FrameSampler<CameraFrame> sampler;
    private final int reader;
    private long lastSeen;
    private long quietSince;
    private boolean seen;
    private ScheduledFuture<?> idleTimer;

    private CameraSampler(String camera, Integer partition, FrameSampler<CameraFrame> sampler, int reader) {
        this.camera = camera;
        this.partition = partition;
        this.sampler = sampler;
        this.reader = reader;
    }

    /** A camera of which this subtask has the first record. */
    static CameraSampler of(CameraFrame first, long interval, SamplingRules rules, int subtask) {
        FrameSampler<CameraFrame> frames = sampler(interval, rules, SamplerState.empty());
        CameraSampler sampler = new CameraSampler(first.camera(), first.origin().partition(), frames, subtask);
        sampler.seen = true;
        return sampler;
    }

    /** A restored camera, whose idle clock starts anew. */
    static CameraSampler restored(SamplingState state, long interval, SamplingRules rules, long now) {
        List<Buffered<CameraFrame>> buffered =
                state.held().stream().map(CameraSampler::buffered).toList();
        SamplerState<CameraFrame> samplerState = new SamplerState<>(
                state.clock(),
                state.released(),
                state.session(),
                state.slot(),
                state.lateFrom(),
                state.lateTo(),
                buffered);
        CameraSampler restored = new CameraSampler(
                state.camera(), state.partition(), sampler(interval, rules, samplerState), state.subtask());
        restored.lastSeen = state.lastSeen();
        restored.quietSince = now;
        return restored;
    }

    /** The key of a camera in one partition, or in any when that is null. */
    static String key(String camera, Integer partition) {
        return (partition == null ? "" : partition) + "/" + camera;
    }

    String key() {
        return key(camera, partition);
    }

    String camera() {
        return camera;
    }

    FrameSampler<CameraFrame> seen(long now) {
        seen = true;
        lastSeen = Math.max(now, lastSeen + 1); // later than what another subtask saw before, whatever their clocks say
        quietSince = now;
        return sampler;
    }

    FrameSampler<CameraFrame> sampler() {
        return sampler;
    }

    /** False after a restore until this subtask has a record of the camera. */
    boolean isConfirmed() {
        return seen;
    }

    long quietSince() {
        return quietSince;
    }

    /** Remembers the timer that will look whether the camera is silent. */
    void awaitIdle(ScheduledFuture<?> timer) {
        idleTimer = timer;
    }

    void cancelIdleTimer() {
        idleTimer.cancel(false);
    }

    boolean isSpokenForBy(int subtask, int parallelism) {
        return seen || reader % parallelism == subtask;
    }

    SamplingState state(int subtask) {
        SamplerState<CameraFrame> state = sampler.state();
        return new SamplingState(
                camera,
                seen ? subtask : reader,
                lastSeen,
                state.clock(),
                state.released(),
                state.session(),
                state.slot(),
                state.lateFrom(),
                state.lateTo(),
                partition,
                state.buffered().stream().map(this::frame).toList());
    }

    private static FrameSampler<CameraFrame> sampler(
            long interval, SamplingRules rules, SamplerState<CameraFrame> state) {
        return new FrameSampler<>(interval, rules, state, ByteBudget::bytesOf);
    }

    private static Buffered<CameraFrame> buffered(CameraFrame frame) {
        return new Buffered<>(frame.timestamp(), frame.endsSession() ? null : frame);
    }

    private CameraFrame frame(Buffered<CameraFrame> buffered) {
        return buffered.endsSession()
                ? new CameraFrame(camera, buffered.timestamp(), null, null, lastSeen, null)
                : buffered.frame();
    }
}
