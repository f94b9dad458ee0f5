package io.actionstream.page.state;

import io.actionstream.page.picture.PictureStore;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Clips that somebody should look at: those of the last hour whose best two actions are closest, at most {@value #MOST_OF_CAMERA} of a
 * camera. A picture of each is pinned. Not for several threads.
 */
final class UncertainClips {

    /** The most that are offered. */
    static final int OFFERED = 50;

    static final int MOST_OF_CAMERA = 3;

    private static final int KEPT = 150;
    private static final long HOUR_MILLIS = 3_600_000;

    private final PictureStore pictures;
    private final TreeSet<Uncertain> byMargin = new TreeSet<>(Comparator.comparing(Uncertain::margin)
            .thenComparing(Uncertain::camera)
            .thenComparing(Uncertain::start));
    private final Map<String, Integer> counts = new HashMap<>();

    UncertainClips(PictureStore pictures) {
        this.pictures = pictures;
    }

    /** Considers a clip without a truth. */
    void add(Clip clip) {
        if (byMargin.size() == KEPT && clip.margin() >= byMargin.last().margin()) {
            return;
        }
        if (counts.getOrDefault(clip.camera(), 0) == MOST_OF_CAMERA) {
            Uncertain surest = byMargin.descendingSet().stream()
                    .filter(kept -> kept.camera().equals(clip.camera()))
                    .findFirst()
                    .orElseThrow();
            if (clip.margin() >= surest.margin()) {
                return;
            }
            remove(surest);
        }
        Long picture = pictures.pin(clip.camera(), clip.start(), clip.end()).orElse(null);
        if (byMargin.add(new Uncertain(clip.camera(), clip.start(), clip.end(), clip.top(), clip.margin(), picture))) {
            counts.merge(clip.camera(), 1, Integer::sum);
        }
        if (byMargin.size() > KEPT) {
            remove(byMargin.last());
        }
    }

    /** Takes out what is older than an hour, and what need not be asked any more. */
    void removeIf(Predicate<Uncertain> settled, long now) {
        List<Uncertain> gone = byMargin.stream()
                .filter(clip -> clip.end() < now - HOUR_MILLIS || settled.test(clip))
                .toList();
        gone.forEach(this::remove);
    }

    /** The least certain first. */
    List<Uncertain> offered() {
        return byMargin.stream().limit(OFFERED).toList();
    }

    private void remove(Uncertain clip) {
        if (byMargin.remove(clip)) {
            counts.computeIfPresent(clip.camera(), (camera, count) -> count == 1 ? null : count - 1);
            if (clip.picture() != null) {
                pictures.unpin(clip.camera(), clip.picture());
            }
        }
    }
}
