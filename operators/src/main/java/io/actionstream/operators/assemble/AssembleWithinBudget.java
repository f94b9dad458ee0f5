package io.actionstream.operators.assemble;

import io.actionstream.operators.budget.ByteBudget;
import io.actionstream.operators.metrics.CountersByValue;
import io.actionstream.operators.records.CameraFrame;
import io.actionstream.operators.records.Clip;
import io.actionstream.operators.records.NextClip;
import io.actionstream.operators.records.RejectReason;
import io.actionstream.operators.records.Rejected;
import io.actionstream.operators.records.SampledFrame;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Runs {@link AssembleClips}. When a subtask holds more bytes of samples than it may, samples of the camera that {@link
 * ByteBudget} names go to {@link #REJECTED}, without their images, which are not at fault.
 */
public final class AssembleWithinBudget extends KeyedProcessOperator<String, SampledFrame, Clip> {

    /** Samples that the budget had no room for, and the first of a camera that came through another partition. */
    public static final OutputTag<Rejected> REJECTED =
            new OutputTag<>("evicted-samples", TypeInformation.of(Rejected.class));

    /** The clips and the ends of sessions, in order of capture for each camera. */
    public static final OutputTag<NextClip> ORDER = new OutputTag<>("order", TypeInformation.of(NextClip.class));

    private static final long serialVersionUID = 1;

    private final AssembleClips clips;
    private final long most;
    private transient ByteBudget bytes;
    private transient Counter samplesEvicted;
    private transient CountersByValue recordsRejected;

    /**
     * Keyed by camera.
     *
     * @param most the most bytes of samples that a subtask may hold
     */
    public AssembleWithinBudget(AssembleClips clips, long most) {
        super(clips);
        this.clips = clips;
        this.most = most;
    }

    @Override
    public void open() throws Exception {
        super.open();
        bytes = new ByteBudget(most);
        samplesEvicted = getMetricGroup().counter("samplesEvicted");
        recordsRejected = CountersByValue.ofRejected(getMetricGroup(), RejectReason.TOO_MANY_SAMPLE_BYTES);
        getMetricGroup().gauge("sampleBytes", bytes::total);
        this.<String>getKeyedStateBackend()
                .applyToAllKeys(
                        VoidNamespace.INSTANCE,
                        VoidNamespaceSerializer.INSTANCE,
                        AssembleClips.SAMPLES,
                        (camera, samples) -> count(camera));
    }

    @Override
    public void processElement(StreamRecord<SampledFrame> element) throws Exception {
        super.processElement(element);
        String changed = element.getValue().camera();
        count(changed);
        for (String camera = bytes.takeFrom(changed); camera != null; camera = bytes.takeFrom(changed)) {
            takeFrom(camera);
        }
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        super.onProcessingTime(timer);
        count(timer.getKey());
    }

    private void takeFrom(String camera) throws Exception {
        setCurrentKey(camera);
        CameraFrame taken = clips.takeAway();
        count(camera);
        if (clips.bytes() == 0) { // nothing would tell of the session's end
            output.collect(ORDER, new StreamRecord<>(NextClip.sessionEnd(camera)));
        }
        samplesEvicted.inc();
        recordsRejected.inc(RejectReason.TOO_MANY_SAMPLE_BYTES);
        String detail = "a subtask holds samples of " + most + " bytes, a quarter of one camera";
        output.collect(
                REJECTED,
                new StreamRecord<>(
                        new Rejected(camera, null, RejectReason.TOO_MANY_SAMPLE_BYTES, detail, taken.origin())));
    }

    /** Counts the present camera anew. */
    private void count(String camera) throws Exception {
        long buffered = clips.bytes();
        if (buffered == 0) {
            bytes.remove(camera);
        } else {
            bytes.set(camera, buffered);
        }
    }
}
