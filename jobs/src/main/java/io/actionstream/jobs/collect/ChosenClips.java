package io.actionstream.jobs.collect;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The clips that are to be cut: none overlaps another of its camera, and there are no more than so many. Where two
 * overlap, and where there are too many, the more wanted ones stay.
 */
final class ChosenClips {

    private final int most;
    private final Map<String, TreeMap<Long, CollectedClip>> cameras = new HashMap<>(); // by start
    private final TreeSet<CollectedClip> byWant = new TreeSet<>(CollectedClip.MOST_WANTED);
    private long overlapping;
    private long beyondLimit;

    /** Begins with none. */
    ChosenClips(int most) {
        this.most = most;
    }

    /** Chooses a clip, unless others keep it out. */
    void add(CollectedClip clip) {
        TreeMap<Long, CollectedClip> camera = cameras.computeIfAbsent(clip.camera(), name -> new TreeMap<>());
        for (CollectedClip other = overlapped(camera, clip); other != null; other = overlapped(camera, clip)) {
            overlapping++;
            if (other.kind().compareTo(clip.kind()) <= 0) {
                return;
            }
            remove(other.camera(), other.start());
        }
        camera.put(clip.start(), clip);
        byWant.add(clip);
        if (byWant.size() > most) {
            beyondLimit++;
            CollectedClip least = byWant.last();
            remove(least.camera(), least.start());
        }
    }

    /** Chooses a clip no longer. */
    void remove(String camera, long start) {
        TreeMap<Long, CollectedClip> clips = cameras.get(camera);
        CollectedClip removed = clips == null ? null : clips.remove(start);
        if (removed != null) {
            byWant.remove(removed);
        }
    }

    /** All of them, the most wanted first. */
    Collection<CollectedClip> all() {
        return byWant;
    }

    /** The number of clips that overlap others which stayed. */
    long overlapping() {
        return overlapping;
    }

    /** The number of clips that there was no room for. */
    long beyondLimit() {
        return beyondLimit;
    }

    private static CollectedClip overlapped(TreeMap<Long, CollectedClip> camera, CollectedClip clip) {
        Map.Entry<Long, CollectedClip> before = camera.floorEntry(clip.end());
        return before != null && before.getValue().end() >= clip.start() ? before.getValue() : null;
    }
}
