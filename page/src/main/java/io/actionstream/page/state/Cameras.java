package io.actionstream.page.state;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The cameras that are known, in the order of their names: a bounded number, each for a bounded time. Not for several threads.
 */
final class Cameras {

    private static final long SWEEP_MILLIS = 10_000;
    private static final long FULL_MILLIS = 1000;

    private final StateLimits limits;
    private final Consumer<String> forgotten;
    private final Map<String, CameraState> byName = new TreeMap<>(NaturalOrder.INSTANCE);
    private long swept;
    private long fullUntil;

    /**
     * Knows none yet.
     *
     * @param forgotten is told the name of each that is forgotten
     */
    Cameras(StateLimits limits, Consumer<String> forgotten) {
        this.limits = limits;
        this.forgotten = forgotten;
    }

    /** All of them, without those of which nothing came for too long. */
    Collection<CameraState> all(long now) {
        sweep(now);
        return byName.values();
    }

    /** The camera of that name; null when it is not known. */
    CameraState known(String name) {
        return name == null ? null : byName.get(name);
    }

    /**
     * The camera of that name, which is new perhaps; null when it may not be known.
     *
     * @param at when something was heard of it
     */
    CameraState heard(String name, long at, long now) {
        CameraState known = known(name);
        if (known != null || !Names.isCamera(name) || at <= now - limits.forgetMillis()) {
            return known;
        }
        if (byName.size() >= limits.cameras() && !makeRoom(now)) {
            return null;
        }
        CameraState added = new CameraState(name);
        byName.put(name, added);
        return added;
    }

    /** Forgets the camera that is silent for longest; false when none is silent. */
    private boolean makeRoom(long now) {
        if (now < fullUntil) {
            return false;
        }
        String oldest = null;
        long oldestSign = now - limits.silentMillis();
        for (var camera : byName.entrySet()) {
            if (camera.getValue().lastSign() < oldestSign) {
                oldest = camera.getKey();
                oldestSign = camera.getValue().lastSign();
            }
        }
        if (oldest == null) {
            fullUntil = now + FULL_MILLIS; // names may be made up faster than all cameras can be looked through
            return false;
        }
        byName.remove(oldest);
        forgotten.accept(oldest);
        return true;
    }

    private void sweep(long now) {
        if (now - swept < SWEEP_MILLIS && now >= swept) {
            return;
        }
        swept = now;
        Iterator<Map.Entry<String, CameraState>> all = byName.entrySet().iterator();
        while (all.hasNext()) {
            var camera = all.next();
            if (camera.getValue().lastSign() < now - limits.forgetMillis()) {
                all.remove();
                forgotten.accept(camera.getKey());
            }
        }
    }
}
