package io.actionstream.page.state;

import java.util.ArrayList;
import java.util.List;

/** Accuracy over the last hour: a ring of points, one for a step of time at most. Not for several threads. */
final class AccuracyHistory {

    private static final long HOUR_MILLIS = 3_600_000;

    private final long stepMillis;
    private final long[] times;
    private final float[] values;
    private int size;
    private int next;

    /** Keeps so many points of an hour. */
    AccuracyHistory(int points) {
        this.stepMillis = HOUR_MILLIS / points;
        this.times = new long[points];
        this.values = new float[points];
    }

    /** Adds a point; one of the same step as the last takes its place. */
    void add(long at, double accuracy) {
        int last = Math.floorMod(next - 1, times.length);
        boolean sameStep = size > 0 && at / stepMillis == times[last] / stepMillis;
        int place = sameStep ? last : next;
        times[place] = at;
        values[place] = (float) accuracy;
        if (!sameStep) {
            next = (next + 1) % times.length;
            size = Math.min(size + 1, times.length);
        }
    }

    /** The points of the last hour, oldest first: time in milliseconds, accuracy from 0 to 1. */
    List<List<Number>> points(long now) {
        List<List<Number>> points = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            int place = Math.floorMod(next - size + i, times.length);
            if (times[place] > now - HOUR_MILLIS) {
                points.add(List.of(times[place], values[place]));
            }
        }
        return points;
    }
}
