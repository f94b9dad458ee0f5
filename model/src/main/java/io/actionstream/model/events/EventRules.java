package io.actionstream.model.events;

import io.actionstream.model.events.Event.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes events of the clips of one camera, given in order of capture. What comes out depends on these clips alone, so it
 * is the same after any replay, and wherever {@link #state()} was saved and restored. {@code docs/events.md} has the rules
 * in the words of a user.
 *
 * <ul>
 *   <li>A clip <i>shows</i> a label when the label's probability in it is at least {@code exit}.
 *   <li>The <i>average</i> of a label is its mean probability over the last {@code smooth} clips of the session. A model
 *       that has no such class gives it 0.
 *   <li>A clip is <i>unknown</i> when no label's average is {@code unknown} or more. It neither begins an event nor has
 *       one go on. Nor does a label that the clip's model calls background.
 *   <li>An event begins when its label's average reaches {@code enter}. It starts with the first of the averaged clips that
 *       shows the label, more than {@code mergeGap} after the label's last event.
 *   <li>It goes on while the average is at least {@code exit}, and ends with the last clip that shows the label.
 *   <li>When the average has fallen below {@code exit}, the event is over with the first clip that begins more than {@code
 *       mergeGap} after the event's end. Until then the average may come back.
 *   <li>A clip that has no answer, since it was rejected or dropped, is not given to the rules and changes nothing.
 *   <li>The end of the session ends all events.
 *   <li>{@code start} is told when an event is {@code minEvent} long, {@code update} when its end has moved by {@code
 *       updateEvery} since it was told, {@code end} if {@code start} was.
 * </ul>
 *
 * <p>Not safe for more than one thread.
 */
public final class EventRules {

    private final String camera;
    private final EventOptions options;
    private final long mergeMillis;
    private final Consumer<Event> out;
    private final List<ClassifiedClip> window;
    private final List<EventSoFar> events;

    /** Rules for a session that begins. */
    public EventRules(String camera, EventOptions options, Consumer<Event> out) {
        this(camera, options, EventState.EMPTY, out);
    }

    /** Rules for a session that goes on from {@link #state()}. */
    public EventRules(String camera, EventOptions options, EventState state, Consumer<Event> out) {
        this.camera = camera;
        this.options = options;
        this.mergeMillis = options.mergeGap().toMillis();
        this.out = out;
        this.window = new ArrayList<>(state.window());
        this.events = new ArrayList<>(state.events());
    }

    /**
     * Takes the next clip.
     *
     * @return false when it does not begin later than the clip before it, and is ignored
     */
    public boolean clip(ClassifiedClip clip) {
        if (!window.isEmpty() && clip.start() <= newest().start()) {
            return false;
        }
        window.add(clip);
        while (window.size() > options.smooth()) {
            window.remove(0);
        }
        boolean known = isKnown();
        events.replaceAll(event -> event.over() ? event : goOn(event, known && lasts(event.label())));
        if (known) {
            beginEvents();
        }
        long oldest = window.get(0).start();
        events.removeIf(event -> event.over() && !isWithinReach(event, oldest));
        return true;
    }

    /** Tells whether any label, of an action or of background, is likely enough for the last clip not to be unknown. */
    public boolean isKnown() {
        List<String> labels = newest().labels();
        for (int i = 0; i < labels.size(); i++) {
            if (average(labels.get(i), i) >= options.unknown()) {
                return true;
            }
        }
        return false;
    }

    /** Ends all events. The next clip is the first of another session. */
    public void sessionEnded() {
        for (EventSoFar event : events) {
            if (!event.over()) {
                end(event);
            }
        }
        events.clear();
        window.clear();
    }

    /** All that is known, for {@link #EventRules(String, EventOptions, EventState, Consumer)}. */
    public EventState state() {
        return new EventState(List.copyOf(window), List.copyOf(events));
    }

    private EventSoFar goOn(EventSoFar event, boolean lasts) {
        boolean tooLate = !isWithinReach(event, newest().start());
        if (lasts && !(event.quiet() && tooLate)) {
            EventSoFar extended = event.quiet(false);
            for (ClassifiedClip clip : window) {
                if (clip.start() > event.lastStart() && shows(clip, event.label())) {
                    extended = extended.plus(clip);
                }
            }
            return tell(extended);
        }
        return tooLate ? end(event) : event.quiet(true);
    }

    private void beginEvents() {
        List<String> labels = newest().labels();
        for (int i = 0; i < labels.size(); i++) {
            String label = labels.get(i);
            if (reaches(label, i, options.enter())) {
                begin(label, lastOf(label)); // one that goes on has taken all clips
            }
        }
    }

    private void begin(String label, EventSoFar last) {
        EventSoFar event = null;
        for (ClassifiedClip clip : window) {
            boolean free = last == null || !isWithinReach(last, clip.start());
            if (free && shows(clip, label)) {
                event = event == null ? EventSoFar.of(label, clip) : event.plus(clip);
            }
        }
        if (event != null) {
            events.remove(last);
            events.add(tell(event));
        }
    }

    private EventSoFar tell(EventSoFar event) {
        if (!event.isTold()) {
            return event.end() - event.start() >= options.minEvent().toMillis() ? tell(event, Phase.START) : event;
        }
        long news = event.end() - event.toldEnd();
        return news > 0 && news >= options.updateEvery().toMillis() ? tell(event, Phase.UPDATE) : event;
    }

    private EventSoFar tell(EventSoFar event, Phase phase) {
        out.accept(event.record(camera, phase));
        return event.told();
    }

    private EventSoFar end(EventSoFar event) {
        if (event.isTold()) {
            out.accept(event.record(camera, Phase.END));
        }
        return event.ended();
    }

    private EventSoFar lastOf(String label) {
        for (EventSoFar event : events) {
            if (event.label().equals(label)) {
                return event;
            }
        }
        return null;
    }

    private boolean isWithinReach(EventSoFar event, long time) {
        return time - event.end() <= mergeMillis;
    }

    private boolean shows(ClassifiedClip clip, String label) {
        return clip.probability(label) >= options.exit();
    }

    private boolean lasts(String label) {
        return reaches(label, newest().labels().indexOf(label), options.exit());
    }

    private boolean reaches(String label, int index, double threshold) {
        return average(label, index) >= threshold && !newest().background().contains(label);
    }

    private double average(String label, int index) {
        double sum = 0;
        for (ClassifiedClip clip : window) {
            sum += clip.probability(label, index);
        }
        return sum / window.size();
    }

    private ClassifiedClip newest() {
        return window.get(window.size() - 1);
    }
}
