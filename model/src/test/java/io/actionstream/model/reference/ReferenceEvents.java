package io.actionstream.model.reference;

import io.actionstream.model.events.ClassifiedClip;
import io.actionstream.model.events.Event;
import io.actionstream.model.events.Event.Phase;
import io.actionstream.model.events.EventOptions;
import io.actionstream.model.reference.EventScript.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The events of a camera by the words of the rules, slowly: it has all clips of a session before it, and goes over them once
 * for each label. Averages are computed anew wherever they are needed.
 */
public final class ReferenceEvents {

    private final String camera;
    private final EventOptions options;
    private final List<ClassifiedClip> clips;
    private final List<Event> told = new ArrayList<>();

    private ReferenceEvents(String camera, EventOptions options, List<ClassifiedClip> clips) {
        this.camera = camera;
        this.options = options;
        this.clips = clips;
    }

    /** The records of all events of a camera; those of an event are in order. */
    public static List<Event> of(String camera, EventScript script) {
        List<Event> events = new ArrayList<>();
        List<ClassifiedClip> session = new ArrayList<>();
        for (Item item : script.items()) {
            if (item.endsSession()) {
                events.addAll(new ReferenceEvents(camera, script.options(), session).session());
                session = new ArrayList<>();
            } else if (item.clip() != null) {
                session.add(item.clip());
            }
        }
        return events;
    }

    private List<Event> session() {
        Set<String> labels = new TreeSet<>();
        clips.forEach(clip -> labels.addAll(clip.labels()));
        labels.forEach(this::label);
        return told;
    }

    private void label(String label) {
        long notBefore = Long.MIN_VALUE; // where the label's last event and the merge gap behind it end
        int i = 0;
        while (i < clips.size()) {
            List<ClassifiedClip> members = new ArrayList<>();
            if (clips.get(i).labels().contains(label) && reaches(label, i, options.enter())) {
                for (int j = first(i); j <= i; j++) {
                    if (shows(label, j) && clips.get(j).start() > notBefore) {
                        members.add(clips.get(j));
                    }
                }
            }
            if (members.isEmpty()) {
                i++;
            } else {
                i = event(label, members, i);
                notBefore = end(members) + options.mergeGap().toMillis();
            }
        }
    }

    /** Follows an event that began at a clip; returns the clip at which it is known to be over. */
    private int event(String label, List<ClassifiedClip> members, int began) {
        Long toldEnd = tell(label, members, null);
        boolean interrupted = false;
        int i = began + 1;
        for (; i < clips.size(); i++) {
            boolean inTime =
                    clips.get(i).start() <= end(members) + options.mergeGap().toMillis();
            if (reaches(label, i, options.exit()) && (!interrupted || inTime)) {
                interrupted = false;
                for (int j = first(i); j <= i; j++) {
                    if (shows(label, j)
                            && clips.get(j).start()
                                    > members.get(members.size() - 1).start()) {
                        members.add(clips.get(j));
                    }
                }
                toldEnd = tell(label, members, toldEnd);
            } else if (inTime) {
                interrupted = true;
            } else {
                break;
            }
        }
        if (toldEnd != null) {
            told.add(event(label, members, Phase.END));
        }
        return i;
    }

    private Long tell(String label, List<ClassifiedClip> members, Long toldEnd) {
        long end = end(members);
        if (toldEnd == null
                && end - members.get(0).start() >= options.minEvent().toMillis()) {
            told.add(event(label, members, Phase.START));
            return end;
        }
        if (toldEnd != null
                && end > toldEnd
                && end - toldEnd >= options.updateEvery().toMillis()) {
            told.add(event(label, members, Phase.UPDATE));
            return end;
        }
        return toldEnd;
    }

    private Event event(String label, List<ClassifiedClip> members, Phase phase) {
        long start = members.get(0).start();
        ClassifiedClip last = members.get(members.size() - 1);
        return new Event(
                camera + "/" + start + "/" + label,
                camera,
                phase,
                label,
                start,
                last.end(),
                (float) members.stream()
                        .mapToDouble(clip -> probability(clip, label))
                        .average()
                        .orElseThrow(),
                (float) members.stream()
                        .mapToDouble(clip -> probability(clip, label))
                        .max()
                        .orElseThrow(),
                members.size(),
                last.model());
    }

    private static long end(List<ClassifiedClip> members) {
        return members.get(members.size() - 1).end();
    }

    private boolean reaches(String label, int i, double threshold) {
        boolean known = clips.get(i).labels().stream().anyMatch(any -> average(any, i) >= options.unknown());
        return known && !clips.get(i).background().contains(label) && average(label, i) >= threshold;
    }

    private boolean shows(String label, int i) {
        return probability(clips.get(i), label) >= options.exit();
    }

    private double average(String label, int i) {
        double sum = 0;
        for (int j = first(i); j <= i; j++) {
            sum += probability(clips.get(j), label);
        }
        return sum / (i - first(i) + 1);
    }

    private int first(int i) {
        return Math.max(0, i - options.smooth() + 1);
    }

    private static float probability(ClassifiedClip clip, String label) {
        int index = clip.labels().indexOf(label);
        return index < 0 ? 0 : clip.probabilities()[index];
    }
}
