package io.actionstream.operators.accuracy;

import io.actionstream.operators.records.Accuracy;
import io.actionstream.operators.records.ClipId;
import io.actionstream.operators.records.ConfusionCell;
import io.actionstream.operators.records.Outcome;
import io.actionstream.operators.records.WindowState;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Rolling figures over the last clips of a scope. The first change goes out at once, later ones at most once in {@code
 * report}; the newest state always goes out in the end. A clip that is replayed while it is in the window counts once.
 *
 * <p>The state of a camera is cleared after {@code idle} without a clip, and a last record says that its figures are
 * {@linkplain Accuracy#forgotten() forgotten}; the state of all cameras together, and of their events, stays, and is bounded by the window. When
 * a subtask has the figures of as many cameras as it may, another one gets none of its own.
 */
public final class RollingAccuracy extends KeyedProcessFunction<String, Outcome, Accuracy> {

    /** The watermark of a source that has ended, after which timers of processing time no longer fire. */
    private static final long END_OF_INPUT = Long.MAX_VALUE;

    private final int size;
    private final long reportMillis;
    private final long idleMillis;
    private final int mostCameras;

    private transient MapState<Long, Outcome> outcomes;
    private transient MapState<ClipId, Boolean> clips;
    private transient MapState<ConfusionCell, Integer> confusion;
    private transient ValueState<WindowState> window;
    private transient ValueState<Long> idleTimer;
    private transient Set<String> cameras; // those with figures; a restored one once it comes or goes
    private transient Counter clipsOfNoScope;
    private transient Accuracy ofAll; // the last report; null before it, as in all subtasks but one

    /**
     * Keyed by {@link Outcome#scope()}.
     *
     * @param window the most clips that are counted
     * @param report the shortest time between two records of a scope
     * @param idle how long a camera is remembered without a clip, at least {@code report}
     * @param mostCameras how many cameras have figures of their own in a subtask
     */
    public RollingAccuracy(int window, Duration report, Duration idle, int mostCameras) {
        if (window < 1) {
            throw new IllegalArgumentException("window must be at least 1, not " + window);
        }
        if (idle.compareTo(report) < 0) {
            throw new IllegalArgumentException("idle must be at least report, " + report + ", not " + idle);
        }
        this.size = window;
        this.reportMillis = report.toMillis();
        this.idleMillis = idle.toMillis();
        this.mostCameras = mostCameras;
    }

    @Override
    public void open(OpenContext context) {
        outcomes = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("outcomes", Types.LONG, TypeInformation.of(Outcome.class)));
        clips = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("clips", TypeInformation.of(ClipId.class), Types.BOOLEAN));
        confusion = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("confusion", TypeInformation.of(ConfusionCell.class), Types.INT));
        window = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("window", TypeInformation.of(WindowState.class)));
        idleTimer = getRuntimeContext().getState(new ValueStateDescriptor<>("idle-timer", Types.LONG));
        cameras = new HashSet<>();
        clipsOfNoScope = getRuntimeContext().getMetricGroup().counter("clipsOfNoScope");
    }

    @Override
    public void processElement(Outcome outcome, Context context, Collector<Accuracy> out) throws Exception {
        if (clips.contains(clipOf(outcome))) {
            return;
        }
        if (!hasPlace(outcome.scope())) {
            clipsOfNoScope.inc();
            return;
        }
        long now = context.timerService().currentProcessingTime();
        WindowState state = add(outcome, now);
        while (state.next() - state.first() > size) {
            state = removeOldest(state);
        }
        window.update(state);
        reportOrWait(state, now, context, out);
        if (Accuracy.isCamera(outcome.scope()) && idleTimer.value() == null) {
            startIdleTimer(now + idleMillis, context);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Accuracy> out) throws Exception {
        WindowState state = window.value();
        if (state == null) {
            return; // a report that was due when the camera was forgotten, as after a restore much later
        }
        long now = context.timerService().currentProcessingTime();
        if (state.reportDue() && timestamp == END_OF_INPUT) {
            report(state, now, context, out);
            return;
        }
        if (state.reportDue()) {
            reportOrWait(state, now, context, out);
        }
        Long idle = idleTimer.value();
        if (idle == null || timestamp < idle) {
            return;
        }
        long due = state.updatedAt() + idleMillis;
        if (now < due) {
            startIdleTimer(due, context);
        } else {
            forget();
            cameras.remove(context.getCurrentKey());
            out.collect(Accuracy.forgotten(context.getCurrentKey()));
        }
    }

    private boolean hasPlace(String scope) throws Exception {
        if (!Accuracy.isCamera(scope)) {
            return true;
        }
        if (window.value() == null && cameras.size() >= mostCameras) {
            return false;
        }
        cameras.add(scope);
        return true;
    }

    private WindowState add(Outcome outcome, long now) throws Exception {
        WindowState state = window.value() == null ? WindowState.EMPTY : window.value();
        outcomes.put(state.next(), outcome);
        clips.put(clipOf(outcome), true);
        count(outcome, 1);
        return state.counted(outcome.end(), now);
    }

    private WindowState removeOldest(WindowState state) throws Exception {
        Outcome oldest = outcomes.get(state.first());
        outcomes.remove(state.first());
        clips.remove(clipOf(oldest));
        count(oldest, -1);
        return state.withoutOldest();
    }

    private void count(Outcome outcome, int change) throws Exception {
        ConfusionCell cell = new ConfusionCell(outcome.truth(), outcome.label());
        int count = change + (confusion.contains(cell) ? confusion.get(cell) : 0);
        if (count == 0) {
            confusion.remove(cell);
        } else {
            confusion.put(cell, count);
        }
    }

    private void reportOrWait(WindowState state, long now, Context context, Collector<Accuracy> out) throws Exception {
        if (state.reportedAt() != null && now < state.reportedAt() + reportMillis) {
            context.timerService().registerProcessingTimeTimer(state.reportedAt() + reportMillis);
            context.timerService().registerEventTimeTimer(END_OF_INPUT);
            return;
        }
        report(state, now, context, out);
    }

    private void report(WindowState state, long now, Context context, Collector<Accuracy> out) throws Exception {
        Accuracy figures = Figures.of(context.getCurrentKey(), state.at(), size, confusion.entries());
        if (figures.scope().equals(Accuracy.ALL)) {
            show(figures);
        } else if (figures.scope().equals(Accuracy.EVENTS)) {
            figures = figures.withEvents(EventTally.of(outcomes.values()));
        }
        out.collect(figures);
        window.update(state.reported(now));
        context.timerService().deleteEventTimeTimer(END_OF_INPUT);
    }

    /** Makes the figures of all cameras metrics, in the subtask that has them. */
    private void show(Accuracy figures) {
        boolean first = ofAll == null;
        ofAll = figures;
        if (first) {
            MetricGroup metrics = getRuntimeContext().getMetricGroup();
            metrics.gauge("accuracy", () -> ofAll.accuracy());
            metrics.gauge("accuracyClips", () -> ofAll.clips());
        }
    }

    private void startIdleTimer(long time, Context context) throws Exception {
        context.timerService().registerProcessingTimeTimer(time);
        idleTimer.update(time);
    }

    private void forget() {
        outcomes.clear();
        clips.clear();
        confusion.clear();
        window.clear();
        idleTimer.clear();
    }

    /** The identity of a clip, or of an outcome of events, of which several may have the same start. */
    private static ClipId clipOf(Outcome outcome) {
        return outcome.scope().equals(Accuracy.EVENTS)
                ? new ClipId(outcome.camera() + "/" + outcome.truth() + "/" + outcome.label(), outcome.start())
                : new ClipId(outcome.camera(), outcome.start());
    }
}
