package io.actionstream.training.events;

import io.actionstream.model.events.ClassifiedClip;
import io.actionstream.model.events.Event;
import io.actionstream.model.events.EventOptions;
import io.actionstream.model.events.EventRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An event of a video.
 *
 * @param segment when it was
 * @param told when its start is told: the end of the clip after which it is, in milliseconds of the video
 * @param confidence mean probability of the label over its clips
 * @param peak the highest of these
 * @param clips how many show it
 */
public record FoundEvent(Segment segment, long told, float confidence, float peak, int clips) {

    /** The events that the live job makes of a video's clips, by their start. */
    public static List<FoundEvent> of(ClassifiedVideo video, EventOptions options) {
        List<FoundEvent> found = new ArrayList<>();
        Map<String, Long> told = new HashMap<>();
        long[] now = {0};
        EventRules rules = new EventRules(video.name(), options, event -> {
            if (event.phase() == Event.Phase.START) {
                told.put(event.id(), now[0]);
            } else if (event.phase() == Event.Phase.END) {
                found.add(new FoundEvent(
                        new Segment(event.label(), event.start(), event.end()),
                        told.get(event.id()),
                        event.confidence(),
                        event.peak(),
                        event.clips()));
            }
        });
        for (ClassifiedClip clip : video.clips()) {
            now[0] = clip.end();
            rules.clip(clip);
        }
        rules.sessionEnded();
        found.sort(Comparator.comparingLong(event -> event.segment.start()));
        return List.copyOf(found);
    }

    /**
     * Makes events of one label for each clip, without smoothing and without "unknown": each run of clips with the same
     * most probable label is an event, unless the label is background.
     */
    public static List<FoundEvent> ofLabels(ClassifiedVideo video) {
        List<FoundEvent> found = new ArrayList<>();
        List<ClassifiedClip> clips = video.clips();
        int first = 0;
        for (int i = 0; i < clips.size(); i++) {
            String label = label(clips.get(i));
            boolean runEnds = i + 1 == clips.size() || !label(clips.get(i + 1)).equals(label);
            if (runEnds) {
                if (!clips.get(i).background().contains(label)) {
                    found.add(run(label, clips.subList(first, i + 1)));
                }
                first = i + 1;
            }
        }
        return List.copyOf(found);
    }

    private static FoundEvent run(String label, List<ClassifiedClip> clips) {
        ClassifiedClip first = clips.get(0);
        double sum = 0;
        float peak = 0;
        for (ClassifiedClip clip : clips) {
            sum += clip.probability(label);
            peak = Math.max(peak, clip.probability(label));
        }
        Segment segment =
                new Segment(label, first.start(), clips.get(clips.size() - 1).end());
        return new FoundEvent(segment, first.end(), (float) (sum / clips.size()), peak, clips.size());
    }

    private static String label(ClassifiedClip clip) {
        int best = 0;
        for (int c = 1; c < clip.probabilities().length; c++) {
            if (clip.probabilities()[c] > clip.probabilities()[best]) {
                best = c;
            }
        }
        return clip.labels().get(best);
    }
}
