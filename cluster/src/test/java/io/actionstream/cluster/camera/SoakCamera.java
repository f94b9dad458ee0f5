package io.actionstream.cluster.camera;

import io.actionstream.synthetic.person.SyntheticAction;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A camera that films, a frame about every {@link GeneratedFilm#FRAME_MILLIS}, until something happens to it. A seed
 * decides what and when. It has no clock: it says when it acts next, and whoever has it act keeps the time.
 */
final class SoakCamera {
    private static final long IDLE_TIMEOUT_MILLIS = 60_000;

    private static final int REPEATED = 5;
    private static final int REPLAYED = 60;
    private static final long JITTER_MILLIS = 40;

    private final String name;
    private final GeneratedFilm film;
    private final SplittableRandom random;
    private final SyntheticAction action;
    private final Deque<Shot> past = new ArrayDeque<>();
    private long due;
    private long incidentAt;
    private int filmed;
    private boolean gone;

    /** A camera that takes its first frame at a time, in milliseconds since the epoch. */
    SoakCamera(String name, long born, GeneratedFilm film, SplittableRandom random) {
        this.name = name;
        this.film = film;
        this.random = random;
        this.action = SyntheticAction.values()[random.nextInt(SyntheticAction.values().length)];
        this.due = born;
        planIncident();
    }

    String name() {
        return name;
    }

    /** When it acts next, in milliseconds since the epoch. */
    long due() {
        return due;
    }

    /** Whether it will never act again. */
    boolean isGone() {
        return gone;
    }

    /** Does what is due. */
    List<Shot> act() {
        if (due < incidentAt) {
            return List.of(film());
        }
        List<Shot> shots = suffer(Incident.values()[random.nextInt(Incident.values().length)]);
        planIncident();
        return shots;
    }

    /** The end of its session. */
    Shot end(long time) {
        return new Shot(name, time, null);
    }

    private List<Shot> suffer(Incident incident) {
        return switch (incident) {
            case LEAVE -> {
                gone = true;
                yield List.of(end(due));
            }
            case VANISH -> {
                gone = true;
                yield List.of();
            }
            case RESTART -> {
                Shot end = end(due);
                pause(1_000, 5_000);
                yield List.of(end);
            }
            case HICCUP -> pause(600, 1_800);
            case STALL -> pause(4_000, 15_000);
            case FALL_IDLE -> pause(IDLE_TIMEOUT_MILLIS + 5_000, IDLE_TIMEOUT_MILLIS + 30_000);
            case REORDER -> {
                Shot late = shot(due - GeneratedFilm.FRAME_MILLIS / 2);
                yield List.of(film(), late);
            }
            case REPEAT -> newest(REPEATED);
            case REPLAY -> newest(REPLAYED);
        };
    }

    private Shot film() {
        Shot shot = shot(due);
        past.addLast(shot);
        if (past.size() > REPLAYED) {
            past.removeFirst();
        }
        due += GeneratedFilm.FRAME_MILLIS + random.nextLong(-JITTER_MILLIS, JITTER_MILLIS + 1);
        return shot;
    }

    private Shot shot(long captured) {
        return new Shot(name, captured, film.picture(action, filmed++));
    }

    private List<Shot> newest(int count) {
        return past.stream().skip(Math.max(0, past.size() - count)).toList();
    }

    private List<Shot> pause(long least, long most) {
        due += random.nextLong(least, most);
        return List.of();
    }

    private void planIncident() {
        incidentAt = due + random.nextLong(10_000, 60_000);
    }
}
