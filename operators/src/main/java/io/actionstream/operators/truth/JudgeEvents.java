package io.actionstream.operators.truth;

import io.actionstream.model.events.Event;
import io.actionstream.model.label.Labels;
import io.actionstream.operators.records.Accuracy;
import io.actionstream.operators.records.AwaitedEvent;
import io.actionstream.operators.records.Outcome;
import io.actionstream.operators.records.TrueAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
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
 * Compares a camera's events with the true actions of the same camera, whichever comes first. Both are segments of time; they match
 * from a temporal intersection over union of {@link #GOOD} on. A match of the same label goes out at once and is right. What has not
 * matched after {@code wait} goes out then: an event and a truth of different labels that match as one outcome, another event as
 * false, another truth as missed. A truth of a background label is never missed.
 *
 * <p>An event is false only when a truth of its camera is buffered at that time. So a camera whose truths nobody writes is not judged.
 */
public final class JudgeEvents extends KeyedCoProcessFunction<String, Event, TrueAction, Outcome> {

    /** The intersection over union from which an event and a true action match. */
    public static final double GOOD = 0.5;

    private static final Comparator<AwaitedEvent> LONGEST_WAIT = Comparator.comparingLong(AwaitedEvent::since)
            .thenComparingLong(awaited -> awaited.event().start());

    private final long waitMillis;
    private final int most;
    private final int mostCameras;
    private final Set<String> background;

    private transient MapState<String, AwaitedEvent> events; // by id, until matched or given up
    private transient BufferedTruths truths; // for as long, matched or not
    private transient MapState<TrueAction, Boolean> matched; // those of the buffered truths that are
    private transient WaitTimer timer;
    private transient Counter eventsGivenUpEarly;
    private transient Counter truthsDropped;

    /**
     * Both inputs keyed by camera.
     *
     * @param wait how long events and truths wait for each other
     * @param most how many events, and how many truths, of a camera may wait; beyond it the oldest does so no longer
     * @param mostCameras of how many cameras something may wait in a subtask
     * @param background labels that are never events
     */
    public JudgeEvents(Duration wait, int most, int mostCameras, Set<String> background) {
        if (most < 1) {
            throw new IllegalArgumentException("most must be at least 1, not " + most);
        }
        this.waitMillis = WaitTimer.millis(wait);
        this.most = most;
        this.mostCameras = mostCameras;
        this.background = Set.copyOf(background);
    }

    @Override
    public void open(OpenContext context) {
        events = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("events", Types.STRING, TypeInformation.of(AwaitedEvent.class)));
        truths = new BufferedTruths(getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("truths", TypeInformation.of(TrueAction.class), Types.LONG)));
        matched = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("matched", TypeInformation.of(TrueAction.class), Types.BOOLEAN));
        timer = new WaitTimer(getRuntimeContext(), waitMillis, mostCameras);
        eventsGivenUpEarly = getRuntimeContext().getMetricGroup().counter("eventsGivenUpEarly");
        truthsDropped = getRuntimeContext().getMetricGroup().counter("truthsDropped");
    }

    @Override
    public void processElement1(Event event, Context context, Collector<Outcome> out) throws Exception {
        if (event.phase() != Event.Phase.END) {
            return;
        }
        if (!timer.hasPlace(context.getCurrentKey())) {
            eventsGivenUpEarly.inc();
            return;
        }
        long now = timer.now(context.timerService());
        Optional<TrueAction> truth = best(event, other -> other.label().equals(event.label()));
        if (truth.isPresent()) {
            match(event, truth.get(), out);
            return;
        }
        events.put(event.id(), new AwaitedEvent(event, now));
        List<AwaitedEvent> waiting = waiting();
        if (waiting.size() > most) {
            giveUp(Collections.min(waiting, LONGEST_WAIT).event(), out);
            eventsGivenUpEarly.inc();
        }
        startTimer(now, context);
    }

    @Override
    public void processElement2(TrueAction truth, Context context, Collector<Outcome> out) throws Exception {
        if (!timer.hasPlace(context.getCurrentKey())) {
            truthsDropped.inc();
            return;
        }
        long now = timer.now(context.timerService());
        truths.buffer(truth, now);
        Optional<TrueAction> dropped = truths.dropOldestBeyond(most);
        if (dropped.isPresent()) {
            matched.remove(dropped.get());
            truthsDropped.inc();
        }
        if (!matched.contains(truth)) {
            Optional<Event> event = best(truth, other -> other.label().equals(truth.label()));
            if (event.isPresent()) {
                match(event.get(), truth, out);
            }
        }
        startTimer(now, context);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Outcome> out) throws Exception {
        long now = timer.now(context.timerService());
        LongPredicate old = since -> timer.isOver(since, timestamp, now);
        for (AwaitedEvent awaited : waiting()) {
            if (old.test(awaited.since())) {
                giveUp(awaited.event(), out);
            }
        }
        for (TrueAction truth : truths.since(old)) {
            if (!matched.contains(truth)) {
                giveUp(truth, out);
            }
            matched.remove(truth);
        }
        truths.drop(old, truth -> false);
        OptionalLong next = LongStream.concat(waiting().stream().mapToLong(AwaitedEvent::since), truths.arrivals())
                .min();
        timer.stop(context.getCurrentKey(), context.timerService());
        if (next.isPresent()) {
            timer.start(context.getCurrentKey(), next.getAsLong(), context.timerService());
        } else {
            context.timerService().deleteEventTimeTimer(WaitTimer.END_OF_INPUT);
        }
    }

    private void startTimer(long now, Context context) throws Exception {
        timer.start(context.getCurrentKey(), now, context.timerService());
        context.timerService().registerEventTimeTimer(WaitTimer.END_OF_INPUT);
    }

    private void match(Event event, TrueAction truth, Collector<Outcome> out) throws Exception {
        events.remove(event.id());
        matched.put(truth, true);
        out.collect(outcome(event.camera(), event.start(), event.end(), truth.label(), event.label()));
    }

    private void giveUp(Event event, Collector<Outcome> out) throws Exception {
        events.remove(event.id());
        Optional<TrueAction> truth = best(event, other -> true);
        if (truth.isPresent()) {
            match(event, truth.get(), out);
        } else if (!truths.since(arrival -> true).isEmpty()) {
            out.collect(outcome(event.camera(), event.start(), event.end(), Labels.NOTHING, event.label()));
        }
    }

    private void giveUp(TrueAction truth, Collector<Outcome> out) throws Exception {
        Optional<Event> event = best(truth, other -> true);
        if (event.isPresent()) {
            match(event.get(), truth, out);
        } else if (isAction(truth)) {
            out.collect(outcome(truth.camera(), truth.start(), truth.end(), truth.label(), Labels.NOTHING));
        }
    }

    /** The truth without a match that shares most with an event; one of a background label never does. */
    private Optional<TrueAction> best(Event event, Predicate<TrueAction> rule) throws Exception {
        List<TrueAction> free = new ArrayList<>();
        for (TrueAction truth : truths.since(arrival -> true)) {
            if (isAction(truth) && !matched.contains(truth) && overlap(event, truth) >= GOOD && rule.test(truth)) {
                free.add(truth);
            }
        }
        return free.stream().max(Comparator.comparingDouble(truth -> overlap(event, truth)));
    }

    /** The event without a match that shares most with a truth; none with one of a background label. */
    private Optional<Event> best(TrueAction truth, Predicate<Event> rule) throws Exception {
        return waiting().stream()
                .map(AwaitedEvent::event)
                .filter(event -> isAction(truth) && overlap(event, truth) >= GOOD && rule.test(event))
                .max(Comparator.comparingDouble(event -> overlap(event, truth)));
    }

    private boolean isAction(TrueAction truth) {
        return !background.contains(truth.label()) && !truth.label().equals(Labels.NOTHING);
    }

    private List<AwaitedEvent> waiting() throws Exception {
        List<AwaitedEvent> waiting = new ArrayList<>();
        events.values().forEach(waiting::add);
        return waiting;
    }

    /** Intersection over union in time; what ends when it starts lasts a millisecond. */
    private static double overlap(Event event, TrueAction truth) {
        long eventEnd = Math.max(event.start() + 1, event.end());
        long truthEnd = Math.max(truth.start() + 1, truth.end());
        double shared = Math.min(eventEnd, truthEnd) - Math.max(event.start(), truth.start());
        return shared <= 0 ? 0 : shared / (eventEnd - event.start() + truthEnd - truth.start() - shared);
    }

    private static Outcome outcome(String camera, long start, long end, String truth, String label) {
        return new Outcome(Accuracy.EVENTS, camera, start, end, truth, label);
    }
}
