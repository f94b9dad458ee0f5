package io.actionstream.page.state;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The latest figures of each scope; beyond a bound those that came longest ago go, except those of all. Not for several threads. */
final class LatestFigures {

    /** Counts and classes of all scopes together. */
    private static final long MOST_NUMBERS = 1_000_000;

    private final Map<String, Figures> byScope = new LinkedHashMap<>();
    private long numbers;

    void put(Figures figures) {
        remove(figures.scope());
        byScope.put(figures.scope(), figures);
        numbers += numbers(figures);
        Iterator<Figures> oldest = byScope.values().iterator();
        while (numbers > MOST_NUMBERS && oldest.hasNext()) {
            Figures candidate = oldest.next();
            if (candidate != figures && !candidate.scope().equals(Figures.ALL)) {
                numbers -= numbers(candidate);
                oldest.remove();
            }
        }
    }

    void remove(String scope) {
        Figures removed = byScope.remove(scope);
        if (removed != null) {
            numbers -= numbers(removed);
        }
    }

    /** Null when there are none. */
    Figures get(String scope) {
        return byScope.get(scope);
    }

    private static long numbers(Figures figures) {
        long labels = figures.confusion().labels().size();
        return labels * labels + figures.classes().size();
    }
}
