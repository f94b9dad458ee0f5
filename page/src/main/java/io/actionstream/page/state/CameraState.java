package io.actionstream.page.state;

import io.actionstream.model.events.Event;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One camera. Not for several threads. */
final class CameraState {

    private static final long HOUR_MILLIS = 3_600_000;
    private static final int MOST_EVENTS = 120;
    private static final int MOST_TRUTHS = 64;
    private static final int HISTORY_POINTS = 120;

    private final String name;
    private final Map<String, ShownEvent> events = new LinkedHashMap<>();
    private final Deque<Truth> truths = new ArrayDeque<>();
    private final AccuracyHistory history = new AccuracyHistory(HISTORY_POINTS);
    private long heard; // when a frame or clip came last; 0 when none did
    private long refused; // when a frame was rejected last
    private long classified; // when a clip came last
    private long judged; // when figures came last
    private String reason;
    private Clip clip;
    private long labelSince;
    private Long picture;
    private Tile.Correct correct;
    private List<ShownEvent> shownEvents = List.of();
    private Tile tile;

    CameraState(String name) {
        this.name = name;
    }

    void clip(Clip next, long at) {
        if (clip != null && next.start() < clip.start() && at < classified) {
            return; // an old one, of another partition
        }
        if (clip == null || !clip.label().equals(next.label())) {
            labelSince = next.start();
        }
        clip = next;
        classified = Math.max(classified, at);
        heard = Math.max(heard, at);
        tile = null;
    }

    void event(Event event, long at) {
        ShownEvent known = events.get(event.id());
        if (known != null && !known.goesOn()) {
            return; // told again
        }
        events.put(event.id(), ShownEvent.of(event));
        if (events.size() > MOST_EVENTS) {
            events.remove(events.keySet().iterator().next());
        }
        heard = Math.max(heard, at);
        shownEvents = null;
        tile = null;
    }

    void truth(Truth truth) {
        truths.remove(truth); // a judgement comes back as a record
        truths.addLast(truth);
        if (truths.size() > MOST_TRUTHS) {
            truths.removeFirst();
        }
        tile = null;
    }

    void withdraw(Truth truth) {
        truths.removeLastOccurrence(truth);
        tile = null;
    }

    void rejected(String why, long at) {
        refused = Math.max(refused, at);
        reason = why;
        tile = null;
    }

    void frame(long at) {
        heard = Math.max(heard, at);
    }

    void picture(long captured) {
        picture = captured;
        tile = null;
    }

    void figures(Figures figures, long at) {
        correct = new Tile.Correct(figures.correct(), figures.clips());
        history.add(at, figures.accuracy());
        judged = Math.max(judged, at);
        tile = null;
    }

    void forgetFigures() {
        correct = null;
        tile = null;
    }

    AccuracyHistory history() {
        return history;
    }

    Deque<Truth> truths() {
        return truths;
    }

    /** The time at which anything was heard of it last, in milliseconds. */
    long lastSign() {
        return Math.max(judged, Math.max(heard, refused));
    }

    /** The tile to show; the same object as before when nothing has changed. */
    Tile tile(long now, long silentMillis) {
        forgetOldEvents(now);
        CameraCondition condition = condition(now, silentMillis);
        if (tile == null || tile.condition() != condition) {
            tile = build(condition);
        }
        return tile;
    }

    private Tile build(CameraCondition condition) {
        if (shownEvents == null) {
            shownEvents = List.copyOf(events.values());
        }
        ShownEvent event = current();
        boolean eventGoesOn = event != null && event.goesOn();
        String label = eventGoesOn ? event.label() : clip == null ? null : clip.label();
        return new Tile(
                name,
                condition,
                condition == CameraCondition.LIVE ? null : condition == CameraCondition.SILENT ? lastSign() : refused,
                condition == CameraCondition.REJECTED ? reason : null,
                label,
                eventGoesOn ? event.confidence() : clip == null ? 0 : clip.confidence(),
                eventGoesOn ? event.start() : labelSince,
                event,
                clip == null ? null : truthOf(clip),
                clip == null ? null : Tile.LastClip.of(clip),
                picture,
                correct,
                shownEvents);
    }

    private CameraCondition condition(long now, long silentMillis) {
        long recent = now - silentMillis;
        if (refused > recent && classified <= recent) {
            return CameraCondition.REJECTED;
        }
        return heard > recent ? CameraCondition.LIVE : CameraCondition.SILENT;
    }

    /** The event that goes on and began last, else the one that ended last. */
    private ShownEvent current() {
        ShownEvent current = null;
        for (ShownEvent event : shownEvents) {
            if (current == null || event.goesOn() || !current.goesOn()) {
                current = event;
            }
        }
        return current;
    }

    /** The truth that came with the clip, else the one that covers most of it. */
    String truthOf(Clip judged) {
        if (judged.truth() != null) {
            return judged.truth();
        }
        String label = null;
        long most = 0;
        for (Truth truth : truths) {
            long covered = truth.covers(judged.start(), judged.end());
            if (covered > 0 && covered >= most) {
                most = covered;
                label = truth.label();
            }
        }
        return label;
    }

    private void forgetOldEvents(long now) {
        for (Iterator<ShownEvent> oldest = events.values().iterator(); oldest.hasNext(); ) {
            ShownEvent event = oldest.next();
            if (event.end() >= now - HOUR_MILLIS) {
                return;
            }
            oldest.remove();
            shownEvents = null;
            tile = null;
        }
    }
}
