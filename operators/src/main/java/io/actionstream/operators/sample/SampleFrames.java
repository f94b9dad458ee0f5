package io.actionstream.operators.sample;

import io.actionstream.model.clip.FrameSampler;
import io.actionstream.model.clip.SamplingRules;
import io.actionstream.operators.budget.ByteBudget;
import io.actionstream.operators.metrics.CountersByValue;
import io.actionstream.operators.records.CameraFrame;
import io.actionstream.operators.records.RejectReason;
import io.actionstream.operators.records.Rejected;
import io.actionstream.operators.records.SampledFrame;
import io.actionstream.operators.records.SamplingState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.function.BinaryOperator;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Keeps one frame of every sampling slot, in the source's own chain, so that no other frame crosses the network.
 *
 * <p>All records of a camera should share a partition. One whose records do not is sampled in each by itself, and {@link
 * CameraPartitions} chooses. A camera is forgotten, and its open session ended, after {@code idleTimeout} of wall time without
 * a record. A restart never ends a session: silence counts from the first record of any camera after it, or when there is
 * none, as if that had come {@link #PATIENCE} timeouts later.
 *
 * <p>Cameras beyond the budget are refused, the newest first; one whose session has ended makes place. Bytes beyond the
 * budget are taken as {@link ByteBudget} says, a camera's earliest frame first. Such frames go to {@link #REJECTED} without
 * their images, which are not at fault.
 */
public final class SampleFrames extends AbstractStreamOperator<SampledFrame>
        implements OneInputStreamOperator<CameraFrame, SampledFrame> {

    /** For so many idle timeouts a restored job waits for its source before it takes all cameras for silent. */
    public static final int PATIENCE = 10;

    /** Frames that the budget had no room for. */
    public static final OutputTag<Rejected> REJECTED =
            new OutputTag<>("rejected-samples", TypeInformation.of(Rejected.class));

    private static final BinaryOperator<SamplingState> LATER_SEEN =
            BinaryOperator.maxBy(Comparator.comparingLong(SamplingState::lastSeen));

    private final long intervalMillis;
    private final SamplingRules rules;
    private final long idleMillis;
    private final CameraBudget budget;

    private transient ListState<SamplingState> state;
    private transient Map<String, SamplingState> restored;
    private transient BufferedCameras cameras;
    private transient long listeningSince;
    private transient boolean listening;
    private transient Counter framesIn;
    private transient Counter framesSampled;
    private transient Counter framesLate;
    private transient Counter framesRefused;
    private transient Counter framesEvicted;
    private transient CountersByValue recordsRejected;

    public SampleFrames(long intervalMillis, SamplingRules rules, Duration idleTimeout, CameraBudget budget) {
        this.intervalMillis = intervalMillis;
        this.rules = rules;
        this.idleMillis = idleTimeout.toMillis();
        this.budget = budget;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        state = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("cameras", TypeInformation.of(SamplingState.class)));
        restored = new HashMap<>();
        for (SamplingState camera : state.get()) {
            restored.merge(CameraSampler.key(camera.camera(), camera.partition()), camera, LATER_SEEN);
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        cameras = new BufferedCameras(budget);
        listeningSince = now() + PATIENCE * idleMillis;
        framesIn = getMetricGroup().counter("framesIn");
        framesSampled = getMetricGroup().counter("framesSampled");
        framesLate = getMetricGroup().counter("framesLate");
        framesRefused = getMetricGroup().counter("framesRefused");
        framesEvicted = getMetricGroup().counter("framesEvicted");
        recordsRejected = CountersByValue.ofRejected(
                getMetricGroup(), RejectReason.TOO_MANY_CAMERAS, RejectReason.TOO_MANY_HELD_BYTES);
        getMetricGroup().gauge("camerasActive", cameras::size);
        getMetricGroup().gauge("heldBytes", cameras::bytes);
        restored.values().forEach(this::restore);
        restored = null;
    }

    @Override
    public void processElement(StreamRecord<CameraFrame> element) {
        CameraFrame frame = element.getValue();
        framesIn.inc();
        listen();
        String key = key(frame);
        CameraSampler camera = cameras.getOrAdd(key, missing -> newCamera(frame));
        if (camera == null) {
            refuse(frame);
            return;
        }
        FrameSampler<CameraFrame> sampler = confirmed(camera, frame);
        SampleCollector out = new SampleCollector(frame.camera(), frame.arrival(), false, output, framesSampled);
        boolean inTime = frame.endsSession()
                ? sampler.end(frame.timestamp(), out)
                : sampler.frame(frame.timestamp(), frame, out);
        if (!inTime) {
            framesLate.inc();
        }
        if (frame.endsSession() && sampler.awaitsEnd()) {
            flushEndsLater(key);
        }
        cameras.count(key);
        evictBeyondBudget(key);
    }

    /** At the end of the input every session ends. */
    @Override
    public void finish() throws Exception {
        cameras.all().forEach(this::endSession);
        super.finish();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        List<SamplingState> snapshot = new ArrayList<>();
        for (CameraSampler camera : cameras.all()) {
            if (isMine(camera)) {
                snapshot.add(camera.state(task().getIndexOfThisSubtask()));
            }
        }
        state.update(snapshot);
    }

    private void listen() {
        if (!listening) {
            listening = true;
            listeningSince = now();
        }
    }

    private void restore(SamplingState camera) {
        CameraSampler sampler = CameraSampler.restored(camera, intervalMillis, rules, now());
        cameras.addUnconfirmed(sampler.key(), sampler);
        sampler.awaitIdle(forgetWhenIdle(sampler.key(), now() + idleMillis));
        if (sampler.sampler().awaitsEnd()) {
            flushEndsLater(sampler.key());
        }
    }

    /** A camera of a savepoint from before partitions were told apart takes what comes through any. */
    private String key(CameraFrame frame) {
        String any = CameraSampler.key(frame.camera(), null);
        return cameras.get(any) != null
                ? any
                : CameraSampler.key(frame.camera(), frame.origin().partition());
    }

    private CameraSampler newCamera(CameraFrame first) {
        CameraSampler camera = CameraSampler.of(first, intervalMillis, rules, task().getIndexOfThisSubtask());
        camera.awaitIdle(forgetWhenIdle(camera.key(), now() + idleMillis));
        return camera;
    }

    private void refuse(CameraFrame frame) {
        if (!frame.endsSession()) {
            framesRefused.inc();
            reject(frame, RejectReason.TOO_MANY_CAMERAS, "a subtask has " + budget.cameras() + " cameras already");
        }
    }

    private void evictBeyondBudget(String changed) {
        for (CameraFrame frame = cameras.evict(changed); frame != null; frame = cameras.evict(changed)) {
            framesEvicted.inc();
            String detail = "a subtask holds frames of " + budget.heldBytes() + " bytes, a quarter of one camera";
            reject(frame, RejectReason.TOO_MANY_HELD_BYTES, detail);
        }
    }

    private void reject(CameraFrame frame, String reason, String detail) {
        recordsRejected.inc(reason);
        Rejected rejected = new Rejected(frame.camera(), null, reason, detail, frame.origin());
        output.collect(REJECTED, new StreamRecord<>(rejected));
    }

    /** The first record of a restored camera is confirmed, so that no other subtask ends the camera's session. */
    private FrameSampler<CameraFrame> confirmed(CameraSampler camera, CameraFrame frame) {
        if (!camera.isConfirmed()) {
            cameras.confirm();
            output.collect(new StreamRecord<>(SampledFrame.confirmation(frame)));
        }
        return camera.seen(now());
    }

    private SampleCollector collector(CameraSampler camera, long time) {
        return new SampleCollector(camera.camera(), time, !camera.isConfirmed(), output, framesSampled);
    }

    /** After the out-of-orderness in wall time, no straggler of an ended session is expected. */
    private void flushEndsLater(String key) {
        getProcessingTimeService().registerTimer(now() + rules.outOfOrdernessMillis(), time -> {
            CameraSampler camera = cameras.get(key);
            if (camera != null && isMine(camera)) {
                camera.sampler().flushEnds(collector(camera, time));
                cameras.count(key);
            }
        });
    }

    private ScheduledFuture<?> forgetWhenIdle(String key, long deadline) {
        return getProcessingTimeService().registerTimer(deadline, time -> {
            CameraSampler camera = cameras.get(key);
            long due = Math.max(camera.quietSince(), listeningSince) + idleMillis;
            if (now() < due) { // it is sooner once a record comes
                camera.awaitIdle(forgetWhenIdle(key, Math.min(due, now() + idleMillis)));
            } else {
                endSession(camera);
                cameras.remove(key);
            }
        });
    }

    private void endSession(CameraSampler camera) {
        if (isMine(camera)) {
            camera.sampler().finish(collector(camera, now()));
        }
    }

    private boolean isMine(CameraSampler camera) {
        return camera.isSpokenForBy(task().getIndexOfThisSubtask(), task().getNumberOfParallelSubtasks());
    }

    private TaskInfo task() {
        return getRuntimeContext().getTaskInfo();
    }

    private long now() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }
}
