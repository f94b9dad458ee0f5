package io.actionstream.operators.assemble;

import io.actionstream.model.clip.AssembledClip;
import io.actionstream.model.clip.ClipAssembler;
import io.actionstream.model.clip.ClipRules;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Sample;
import io.actionstream.model.clip.SamplingRules;
import io.actionstream.operators.budget.ByteBudget;
import io.actionstream.operators.metrics.CountersByValue;
import io.actionstream.operators.records.CameraFrame;
import io.actionstream.operators.records.Clip;
import io.actionstream.operators.records.NextClip;
import io.actionstream.operators.records.RejectReason;
import io.actionstream.operators.records.Rejected;
import io.actionstream.operators.records.SampledFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Assembles a camera's samples into clips. All state of a camera is cleared when its session ends; a session whose end
 * never arrives is ended after {@code silence} of wall time without a sample, while others' samples come. To be run by
 * {@link AssembleWithinBudget}, which takes samples away when a subtask holds too many bytes of them.
 *
 * <p>{@link AssembleWithinBudget#ORDER} tells of each clip and of each session's end, in their order.
 *
 * <p>Samples that come through another partition than the camera's are left out, as {@link CameraPartitions} says. The first
 * of a camera is told of in {@link AssembleWithinBudget#REJECTED}.
 */
public final class AssembleClips extends KeyedProcessFunction<String, SampledFrame, Clip> {

    static final ListStateDescriptor<SampledFrame> SAMPLES =
            new ListStateDescriptor<>("samples", TypeInformation.of(SampledFrame.class));

    private final ClipSpec spec;
    private final ClipRules rules;
    private final SamplingRules sampling;
    private final long silenceMillis;
    private final int remembered;

    private transient ListState<SampledFrame> samples;
    private transient ValueState<Long> silenceTimer;
    private transient Long runningSince;
    private transient CameraPartitions partitions;
    private transient Counter samplesOfOtherPartitions;
    private transient CountersByValue recordsRejected;
    private transient Set<String> confirmed; // restored cameras, for the first while only

    /**
     * Assembles the clips of a network.
     *
     * @param silence after which a session has ended, though nothing says so
     * @param remembered the most cameras whose partition is remembered after their session
     */
    public AssembleClips(ClipSpec spec, ClipRules rules, SamplingRules sampling, Duration silence, int remembered) {
        this.spec = spec;
        this.rules = rules;
        this.sampling = sampling;
        this.silenceMillis = silence.toMillis();
        this.remembered = remembered;
    }

    @Override
    public void open(OpenContext context) {
        confirmed = new HashSet<>();
        partitions = new CameraPartitions((1L + sampling.maxGap()) * spec.intervalMillis(), remembered);
        samplesOfOtherPartitions = getRuntimeContext().getMetricGroup().counter("samplesOfOtherPartitions");
        recordsRejected =
                CountersByValue.ofRejected(getRuntimeContext().getMetricGroup(), RejectReason.OTHER_PARTITION);
        samples = getRuntimeContext().getListState(SAMPLES);
        silenceTimer = getRuntimeContext().getState(new ValueStateDescriptor<>("silence-timer", Types.LONG));
    }

    @Override
    public void processElement(SampledFrame sampled, Context context, Collector<Clip> out) throws Exception {
        long now = context.timerService().currentProcessingTime();
        if (runningSince == null) {
            runningSince = now;
        }
        if (isOutdated(sampled, now)) {
            return;
        }
        List<SampledFrame> buffered = buffered();
        if (!isOfItsPartition(sampled, newest(buffered), now)) {
            leaveOut(sampled, context);
            return;
        }
        CameraFrame frame = sampled.frame();
        ClipAssembler<CameraFrame> assembler = assembler(buffered, frame.arrival(), context, out);
        SampledFrame newest = newest(buffered);
        boolean isOfOpenSession = newest != null && newest.session() == sampled.session();
        switch (sampled.kind()) {
            case SAMPLE -> {
                if (newest != null && !isOfOpenSession) {
                    endSession(assembler, newest, context);
                }
                assembler.sample(sample(sampled));
            }
            case SESSION_END -> {
                if (isOfOpenSession) {
                    endSession(assembler, newest, context);
                }
            }
            case CONFIRMATION -> {} // isOutdated has noted it
        }
        keep(assembler.buffered(), now, context);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Clip> out) throws Exception {
        long now = context.timerService().currentProcessingTime();
        if (runningSince == null) { // restored, and nothing has come yet
            startSilenceTimer(now + silenceMillis, context);
            return;
        }
        List<SampledFrame> buffered = buffered();
        if (buffered.isEmpty()) { // all were taken away
            silenceTimer.clear();
            return;
        }
        SampledFrame newest = newest(buffered);
        long due = Math.max(newest.frame().arrival(), runningSince) + silenceMillis; // downtime is no silence
        if (now < due) {
            startSilenceTimer(due, context);
            return;
        }
        ClipAssembler<CameraFrame> assembler = assembler(buffered, now, context, out);
        endSession(assembler, newest, context);
        keep(assembler.buffered(), now, context);
    }

    /** The bytes of the present camera's samples. */
    long bytes() throws Exception {
        return buffered().stream()
                .map(SampledFrame::frame)
                .mapToLong(ByteBudget::bytesOf)
                .sum();
    }

    /**
     * Takes a sample of the present camera away. While it has three, its clip repeats another one there; with fewer it loses
     * the clip's first.
     */
    CameraFrame takeAway() throws Exception {
        List<SampledFrame> buffered = buffered();
        SampledFrame taken = buffered.remove(buffered.size() > 2 ? 1 : 0);
        samples.update(buffered);
        return taken.frame();
    }

    /**
     * After a restart two subtasks may send for a camera: the one that reads it now, and the one that restored it and has read
     * nothing of it since. The second counts until the first sends a confirmation, which is the first message that it sends.
     */
    private boolean isOutdated(SampledFrame sampled, long now) {
        if (now - runningSince > silenceMillis) {
            confirmed.clear(); // every unconfirmed session has ended by now
            return false;
        }
        if (sampled.unconfirmed()) {
            return confirmed.contains(sampled.camera());
        }
        if (sampled.kind() == SampledFrame.Kind.CONFIRMATION) {
            confirmed.add(sampled.camera());
        }
        return false;
    }

    /** Tells whether a sample is of the partition that has the camera; the end of a session always is. */
    private boolean isOfItsPartition(SampledFrame sampled, SampledFrame newest, long now) {
        CameraFrame frame = sampled.frame();
        if (!frame.endsSession()) {
            return partitions.take(sampled, newest, runningSince, now);
        }
        if (newest != null && newest.session() == sampled.session()) {
            partitions.end(sampled.camera(), newest, frame.timestamp());
        }
        return true;
    }

    private void leaveOut(SampledFrame sampled, Context context) {
        samplesOfOtherPartitions.inc();
        partitions
                .explainOnce(sampled)
                .map(detail -> new Rejected(
                        sampled.camera(),
                        null,
                        RejectReason.OTHER_PARTITION,
                        detail,
                        sampled.frame().origin()))
                .ifPresent(rejected -> {
                    recordsRejected.inc(rejected.reason());
                    context.output(AssembleWithinBudget.REJECTED, rejected);
                });
    }

    /** Ends the open session, whose newest sample is given. */
    private static void endSession(ClipAssembler<CameraFrame> assembler, SampledFrame newest, Context context) {
        assembler.sessionEnded(newest.session(), newest.frame().timestamp());
        context.output(AssembleWithinBudget.ORDER, NextClip.sessionEnd(context.getCurrentKey()));
    }

    private ClipAssembler<CameraFrame> assembler(
            List<SampledFrame> buffered, long arrival, Context context, Collector<Clip> out) {
        String camera = context.getCurrentKey();
        List<Sample<CameraFrame>> restored =
                buffered.stream().map(AssembleClips::sample).toList();
        return new ClipAssembler<>(spec, rules, restored, assembled -> {
            Clip clip = clip(camera, assembled, arrival);
            context.output(AssembleWithinBudget.ORDER, NextClip.of(clip));
            out.collect(clip);
        });
    }

    private List<SampledFrame> buffered() throws Exception {
        List<SampledFrame> buffered = new ArrayList<>();
        samples.get().forEach(buffered::add);
        return buffered;
    }

    private static SampledFrame newest(List<SampledFrame> buffered) {
        return buffered.isEmpty() ? null : buffered.get(buffered.size() - 1);
    }

    private void keep(List<Sample<CameraFrame>> buffered, long now, Context context) throws Exception {
        if (buffered.isEmpty()) {
            samples.clear();
            stopSilenceTimer(context);
            return;
        }
        samples.update(buffered.stream()
                .map(sample -> new SampledFrame(sample.frame(), sample.session(), sample.slot()))
                .toList());
        if (silenceTimer.value() == null) {
            startSilenceTimer(now + silenceMillis, context);
        }
    }

    private void startSilenceTimer(long time, Context context) throws Exception {
        context.timerService().registerProcessingTimeTimer(time);
        silenceTimer.update(time);
    }

    private void stopSilenceTimer(Context context) throws Exception {
        if (silenceTimer.value() != null) {
            context.timerService().deleteProcessingTimeTimer(silenceTimer.value());
            silenceTimer.clear();
        }
    }

    private static Sample<CameraFrame> sample(SampledFrame sampled) {
        return new Sample<>(sampled.session(), sampled.slot(), sampled.frame().timestamp(), sampled.frame());
    }

    private static Clip clip(String camera, AssembledClip<CameraFrame> clip, long arrival) {
        return new Clip(camera, clip.start(), clip.end(), clip.frames(), clip.positions(), Truth.of(clip), arrival);
    }
}
