package io.actionstream.operators.truth;

import io.actionstream.operators.records.AwaitedClip;
import io.actionstream.operators.records.LabelledClip;
import io.actionstream.operators.records.TrueAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
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

    private static final Comparator<AwaitedClip> LONGEST_WAIT = Comparator.comparingLong(AwaitedClip::since)
            .thenComparingLong(awaited -> awaited.clip().start());

    private final long waitMillis;
    private final int most;
    private final int mostCameras;

    private transient MapState<Long, AwaitedClip> clips; // by start, until judged or given up
    private transient BufferedTruths truths; // for as long, and for the clips that wait
    private transient WaitTimer timer;
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
        if (most < 1) {
            throw new IllegalArgumentException("most must be at least 1, not " + most);
        }
        this.waitMillis = WaitTimer.millis(wait);
        this.most = most;
        this.mostCameras = mostCameras;
    }

    @Override
    public void open(OpenContext context) {
        clips = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("clips", Types.LONG, TypeInformation.of(AwaitedClip.class)));
        truths = new BufferedTruths(getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("truths", TypeInformation.of(TrueAction.class), Types.LONG)));
        timer = new WaitTimer(getRuntimeContext(), waitMillis, mostCameras);
        clipsGivenUpEarly = getRuntimeContext().getMetricGroup().counter("clipsGivenUpEarly");
        truthsDropped = getRuntimeContext().getMetricGroup().counter("truthsDropped");
    }

    @Override
    public void processElement1(LabelledClip clip, Context context, Collector<LabelledClip> out) throws Exception {
        if (clip.truth() != null) {
            out.collect(clip);
            return;
        }
        if (!timer.hasPlace(context.getCurrentKey())) {
            clipsGivenUpEarly.inc();
            return;
        }
        long now = timer.now(context.timerService());
        clips.put(clip.start(), new AwaitedClip(clip, now));
        judge(clip, out);
        List<AwaitedClip> waiting = waiting();
        if (waiting.size() > most) {
            giveUp(Collections.min(waiting, LONGEST_WAIT).clip(), out);
            clipsGivenUpEarly.inc();
        }
        if (!waiting.isEmpty()) {
            timer.start(context.getCurrentKey(), now, context.timerService());
            context.timerService().registerEventTimeTimer(WaitTimer.END_OF_INPUT);
        }
    }

    @Override
    public void processElement2(TrueAction truth, Context context, Collector<LabelledClip> out) throws Exception {
        if (!timer.hasPlace(context.getCurrentKey())) {
            truthsDropped.inc();
            return;
        }
        long now = timer.now(context.timerService());
        truths.buffer(truth, now);
        if (truths.dropOldestBeyond(most).isPresent()) {
            truthsDropped.inc();
        }
        for (AwaitedClip awaited : waiting()) {
            if (TruthCoverage.overlap(awaited.clip(), truth)) {
                judge(awaited.clip(), out);
            }
        }
        timer.start(context.getCurrentKey(), now, context.timerService());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<LabelledClip> out) throws Exception {
        long now = timer.now(context.timerService());
        LongPredicate old = since -> timer.isOver(since, timestamp, now);
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
        timer.stop(context.getCurrentKey(), context.timerService());
        if (next.isPresent()) {
            timer.start(context.getCurrentKey(), next.getAsLong(), context.timerService());
        } else {
            context.timerService().deleteEventTimeTimer(WaitTimer.END_OF_INPUT);
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
}
