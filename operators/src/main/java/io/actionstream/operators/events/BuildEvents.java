package io.actionstream.operators.events;

import io.actionstream.model.events.ClassifiedClip;
import io.actionstream.model.events.Event;
import io.actionstream.model.events.EventOptions;
import io.actionstream.model.events.EventRules;
import io.actionstream.model.events.EventState;
import io.actionstream.operators.metrics.CountersByValue;
import io.actionstream.operators.records.ClipAnswer;
import io.actionstream.operators.records.NextClip;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Makes events of a camera's clips. Clips are classified in any order; the first input says in which order they were
 * captured, and each answer waits for those of the clips before it. Every clip gets an answer, if only that it has none,
 * so nothing waits for longer than a clip may take.
 *
 * <p>When a session has ended and its clips are answered, nothing is left of it.
 */
public final class BuildEvents extends KeyedCoProcessFunction<String, NextClip, ClipAnswer, Event> {

    private final EventOptions options;

    private transient ListState<NextClip> order; // from the first clip that is not answered
    private transient ListState<ClipAnswer> answers; // of clips that are not next
    private transient ValueState<EventState> session; // cleared when it ends
    private transient Counter clipsIgnored;
    private transient Counter clipsKnown;
    private transient Counter clipsUnknown;
    private transient CountersByValue eventsStarted;
    private transient List<String> labels; // of the last clip; null before the first

    /** Both inputs keyed by camera. */
    public BuildEvents(EventOptions options) {
        this.options = options;
    }

    @Override
    public void open(OpenContext context) {
        order = getRuntimeContext()
                .getListState(new ListStateDescriptor<>("order", TypeInformation.of(NextClip.class)));
        answers = getRuntimeContext()
                .getListState(new ListStateDescriptor<>("answers", TypeInformation.of(ClipAnswer.class)));
        session = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("session", TypeInformation.of(EventState.class)));
        MetricGroup metrics = getRuntimeContext().getMetricGroup();
        clipsIgnored = metrics.counter("clipsIgnored");
        clipsKnown = metrics.counter("clipsKnown");
        clipsUnknown = metrics.counter("clipsUnknown");
        eventsStarted = new CountersByValue(metrics, "label", "eventsStarted");
    }

    @Override
    public void processElement1(NextClip next, Context context, Collector<Event> out) throws Exception {
        order.add(next);
        takeAnswered(context.getCurrentKey(), out);
    }

    @Override
    public void processElement2(ClipAnswer answer, Context context, Collector<Event> out) throws Exception {
        answers.add(answer);
        takeAnswered(context.getCurrentKey(), out);
    }

    /** Takes the answers whose turn has come. */
    private void takeAnswered(String camera, Collector<Event> out) throws Exception {
        List<NextClip> waiting = list(order);
        List<ClipAnswer> answered = list(answers);
        int taken = 0;
        EventRules rules = null;
        for (NextClip next : waiting) {
            ClipAnswer answer = next.endsSession() ? null : remove(answered, next.start());
            if (answer == null && !next.endsSession()) {
                break;
            }
            rules = rules == null ? rules(camera, out) : rules;
            if (next.endsSession()) {
                rules.sessionEnded();
            } else {
                take(answer.classified(), rules);
            }
            taken++;
        }
        if (taken > 0) {
            order.update(waiting.subList(taken, waiting.size()));
            answers.update(answered);
            session.update(rules.state().equals(EventState.EMPTY) ? null : rules.state());
        }
    }

    private void take(ClassifiedClip clip, EventRules rules) {
        if (clip == null) {
            return;
        }
        if (!clip.labels().equals(labels)) {
            labels = clip.labels();
            eventsStarted.startAtZero(labels.stream()
                    .filter(label -> !clip.background().contains(label))
                    .toList());
        }
        if (!rules.clip(clip)) {
            clipsIgnored.inc();
        } else if (rules.isKnown()) {
            clipsKnown.inc();
        } else {
            clipsUnknown.inc();
        }
    }

    private EventRules rules(String camera, Collector<Event> out) throws Exception {
        EventState state = session.value() == null ? EventState.EMPTY : session.value();
        return new EventRules(camera, options, state, event -> {
            if (event.phase() == Event.Phase.START) {
                eventsStarted.inc(event.label());
            }
            out.collect(event);
        });
    }

    /** The first answer to a clip, removed; null when there is none. */
    private static ClipAnswer remove(List<ClipAnswer> answered, long start) {
        for (Iterator<ClipAnswer> each = answered.iterator(); each.hasNext(); ) {
            ClipAnswer answer = each.next();
            if (answer.start() == start) {
                each.remove();
                return answer;
            }
        }
        return null;
    }

    private static <T> List<T> list(ListState<T> state) throws Exception {
        List<T> list = new ArrayList<>();
        state.get().forEach(list::add);
        return list;
    }
}
