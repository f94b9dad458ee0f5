package io.actionstream.operators.truth;

import io.actionstream.operators.records.AwaitedClip;
import io.actionstream.operators.records.LabelledClip;
import io.actionstream.operators.records.TrueAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Gives a camera's clips their truths, whichever comes first. A clip whose truth is known passes; another goes on as soon
 * as one label covers more than half of its time. After {@code wait} it gets the label that covers most of it, or is
 * dropped when there is none. A wait begins anew when the job is started again.
 *
 * <p>A truth is buffered for as long, and beyond that while a clip waits that it covers in part. Nothing is left of a camera
 * whose clips and truths have gone. When a subtask has state of as many cameras as it may, nothing of another one waits.
 */
public final class JoinTruths extends KeyedCoProcessFunction<String, LabelledClip, TrueAction, LabelledClip> {

    /** The watermark of sources that have ended, after which timers of processing time no longer fire. */
    private static final long END_OF_INPUT = Long.MAX_VALUE;

    private static final Comparator<AwaitedClip> LONGEST_WAIT = Comparator.comparingLong(AwaitedClip::since)
            .thenComparingLong(awaited -> awaited.clip().start());

    private final long waitMillis;
    private final int most;
    private final int mostCameras;

    private transient MapState<Long, AwaitedClip> clips; // by start, until judged or given up
    private transient BufferedTruths truths; // for as long, and for the clips that wait
    private transient ValueState<Long> timer; // cleared when nothing waits
    private transient Set<String> cameras; // those with a timer; a restored one once it comes or goes
    private transient Long runningSince;
    private transient Counter clipsGivenUpEarly;
    private transient Counter truthsDropped;

    /**
     * Both inputs keyed by camera.
     *
     * @param wait how long clips and truths wait for each other
     * @param most how many clips, and how many truths, of a camera may wait; beyond it the oldest does so no longer
     * @param mostCameras of how many cameras something may wait in a subtask
     */
    public JoinTruths(Duration wait, int most, int mostCameras) {
        if (wait.isZero() || wait.isNegative()) {
            throw new IllegalArgumentException("wait must be longer than nothing, not " + wait);
        }
        if (most < 1) {
            throw new IllegalArgumentException("most must be at least 1, not " + most);
        }
        this.waitMillis = wait.toMillis();
        this.most = most;
        this.mostCameras = mostCameras;
    }

    @Override
    public void open(OpenContext context) {
        clips = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("clips", Types.LONG, TypeInformation.of(AwaitedClip.class)));
        truths = new BufferedTruths(getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("truths", TypeInformation.of(TrueAction.class), Types.LONG)));
        timer = getRuntimeContext().getState(new ValueStateDescriptor<>("timer", Types.LONG));
        cameras = new HashSet<>();
        clipsGivenUpEarly = getRuntimeContext().getMetricGroup().counter("clipsGivenUpEarly");
        truthsDropped = getRuntimeContext().getMetricGroup().counter("truthsDropped");
    }

    @Override
    public void processElement1(LabelledClip clip, Context context, Collector<LabelledClip> out) throws Exception {
        if (clip.truth() != null) {
            out.collect(clip);
            return;
        }
        if (!hasPlace(context)) {
            clipsGivenUpEarly.inc();
            return;
        }
        long now = now(context);
        clips.put(clip.start(), new AwaitedClip(clip, now));
        judge(clip, out);
        List<AwaitedClip> waiting = waiting();
        if (waiting.size() > most) {
            giveUp(Collections.min(waiting, LONGEST_WAIT).clip(), out);
            clipsGivenUpEarly.inc();
        }
        if (!waiting.isEmpty()) {
            startTimer(now, context);
            context.timerService().registerEventTimeTimer(END_OF_INPUT);
        }
    }

    @Override
    public void processElement2(TrueAction truth, Context context, Collector<LabelledClip> out) throws Exception {
        if (!hasPlace(context)) {
            truthsDropped.inc();
            return;
        }
        long now = now(context);
        truths.buffer(truth, now);
        if (truths.dropOldestBeyond(most)) {
            truthsDropped.inc();
        }
        for (AwaitedClip awaited : waiting()) {
            if (TruthCoverage.overlap(awaited.clip(), truth)) {
                judge(awaited.clip(), out);
            }
        }
        startTimer(now, context);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<LabelledClip> out) throws Exception {
        long now = now(context);
        LongPredicate old = since -> timestamp == END_OF_INPUT || due(since) <= now;
        for (AwaitedClip awaited : waiting()) {
            if (old.test(awaited.since())) {
                giveUp(awaited.clip(), out);
            }
        }
        List<AwaitedClip> waiting = waiting();
        truths.drop(old, truth -> waiting.stream().anyMatch(awaited -> TruthCoverage.overlap(awaited.clip(), truth)));
        OptionalLong next = LongStream.concat(waiting.stream().mapToLong(AwaitedClip::since), truths.arrivals())
                .filter(old.negate())
                .min();
        stopTimer(context);
        if (next.isPresent()) {
            startTimer(next.getAsLong(), context);
        } else {
            context.timerService().deleteEventTimeTimer(END_OF_INPUT);
        }
    }

    private void judge(LabelledClip clip, Collector<LabelledClip> out) throws Exception {
        Optional<String> truth = truths.coverage(clip).ofMoreThanHalf();
        if (truth.isPresent()) {
            clips.remove(clip.start());
            out.collect(clip.withTruth(truth.get()));
        }
    }

    private void giveUp(LabelledClip clip, Collector<LabelledClip> out) throws Exception {
        clips.remove(clip.start());
        truths.coverage(clip).longest().map(clip::withTruth).ifPresent(out::collect);
    }

    private List<AwaitedClip> waiting() throws Exception {
        List<AwaitedClip> waiting = new ArrayList<>();
        clips.values().forEach(waiting::add);
        return waiting;
    }

    private long due(long since) {
        return Math.max(since, runningSince) + waitMillis;
    }

    private boolean hasPlace(Context context) throws Exception {
        return timer.value() != null || cameras.size() < mostCameras || cameras.contains(context.getCurrentKey());
    }

    private void startTimer(long since, Context context) throws Exception {
        cameras.add(context.getCurrentKey());
        if (timer.value() == null) {
            context.timerService().registerProcessingTimeTimer(due(since));
            timer.update(due(since));
        }
    }

    private void stopTimer(Context context) throws Exception {
        cameras.remove(context.getCurrentKey());
        if (timer.value() != null) {
            context.timerService().deleteProcessingTimeTimer(timer.value());
            timer.clear();
        }
    }

    private long now(Context context) {
        long now = context.timerService().currentProcessingTime();
        if (runningSince == null) {
            runningSince = now;
        }
        return now;
    }
}
