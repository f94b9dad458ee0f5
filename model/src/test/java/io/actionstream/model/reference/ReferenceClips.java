package io.actionstream.model.reference;

import io.actionstream.model.clip.AssembledClip;
import io.actionstream.model.clip.Buffered;
import io.actionstream.model.clip.ClipRules;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.SamplingRules;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The clip rules at their plainest: sort everything by capture time, cut it into sessions, cut those into clips. Knows
 * the whole input at once, holds everything, and shares no code with what it checks.
 */
public final class ReferenceClips {

    private final ClipSpec spec;
    private final ClipRules clips;
    private final int maxGap;

    private ReferenceClips(ClipSpec spec, SamplingRules sampling, ClipRules clips) {
        this.spec = spec;
        this.clips = clips;
        this.maxGap = sampling.maxGap();
    }

    /** The clips of a camera, session by session. */
    public static List<FlatClip> of(Schedule schedule) {
        var reference = new ReferenceClips(schedule.spec(), schedule.sampling(), schedule.clips());
        List<FlatClip> clips = new ArrayList<>(reference.of(schedule.arrivalsBeforeJump()));
        clips.addAll(reference.of(reference.believed(schedule.arrivalsAfterJump())));
        return clips;
    }

    /** What comes from the frame on with which the late frames span more than the gap that ends a session. */
    private List<Buffered<String>> believed(List<Buffered<String>> arrivals) {
        long earliest = Long.MAX_VALUE;
        long latest = Long.MIN_VALUE;
        for (int i = 0; i < arrivals.size(); i++) {
            if (!arrivals.get(i).endsSession()) {
                earliest = Math.min(earliest, arrivals.get(i).timestamp());
                latest = Math.max(latest, arrivals.get(i).timestamp());
                if (latest - earliest > (long) maxGap * spec.intervalMillis()) {
                    return arrivals.subList(i, arrivals.size());
                }
            }
        }
        return List.of();
    }

    /** The clips of what arrived, in order of arrival; a null frame is an end marker. */
    private List<FlatClip> of(List<Buffered<String>> arrivals) {
        TreeMap<Long, String> frames = new TreeMap<>();
        TreeSet<Long> ends = new TreeSet<>();
        for (Buffered<String> arrival : arrivals) {
            if (arrival.endsSession()) {
                ends.add(arrival.timestamp());
            } else {
                frames.putIfAbsent(arrival.timestamp(), arrival.frame());
            }
        }
        List<FlatClip> result = new ArrayList<>();
        while (!frames.isEmpty()) {
            result.addAll(clipsOf(cutFirstSession(frames, ends)));
        }
        return result;
    }

    /** The samples of the first session by slot, taken out of {@code frames}. */
    private TreeMap<Long, Buffered<String>> cutFirstSession(TreeMap<Long, String> frames, TreeSet<Long> ends) {
        long origin = frames.firstKey();
        Long end = ends.ceiling(origin);
        TreeMap<Long, Buffered<String>> samples = new TreeMap<>();
        while (!frames.isEmpty()) {
            long time = frames.firstKey();
            long slot = (time - origin) / spec.intervalMillis();
            boolean afterEnd = end != null && time > end;
            boolean afterGap = !samples.isEmpty() && slot > samples.lastKey() + maxGap + 1;
            if (afterEnd || afterGap) {
                break;
            }
            samples.putIfAbsent(slot, new Buffered<>(time, frames.remove(time)));
            frames.remove(time);
        }
        return samples;
    }

    private List<FlatClip> clipsOf(TreeMap<Long, Buffered<String>> samples) {
        long origin = samples.get(0L).timestamp();
        long last = samples.lastKey();
        List<FlatClip> result = new ArrayList<>();
        long covered = -1;
        for (long start = 0; start <= last; start += clips.hop()) {
            long end = start + spec.frames() - 1;
            if (end <= last) {
                result.add(clip(origin, samples, start, end));
                covered = end;
                continue;
            }
            if (last > covered && last - start + 1 >= clips.minFrames()) {
                result.add(clip(origin, samples, start, last));
            }
            break;
        }
        return result;
    }

    private FlatClip clip(long origin, TreeMap<Long, Buffered<String>> samples, long first, long last) {
        List<String> frames = new ArrayList<>();
        for (long slot = first; slot < first + spec.frames(); slot++) {
            frames.add(slot <= last ? samples.floorEntry(slot).getValue().frame() : "padding");
        }
        return new FlatClip(timeOf(origin, samples, first), timeOf(origin, samples, last), frames);
    }

    private long timeOf(long origin, TreeMap<Long, Buffered<String>> samples, long slot) {
        return samples.containsKey(slot) ? samples.get(slot).timestamp() : origin + slot * spec.intervalMillis();
    }

    /** A clip with a frame written out for every position. */
    public record FlatClip(long start, long end, List<String> frames) {

        public static FlatClip of(AssembledClip<String> clip) {
            List<String> frames = new ArrayList<>();
            for (int position : clip.positions()) {
                frames.add(position < 0 ? "padding" : clip.frames().get(position));
            }
            return new FlatClip(clip.start(), clip.end(), frames);
        }
    }
}
