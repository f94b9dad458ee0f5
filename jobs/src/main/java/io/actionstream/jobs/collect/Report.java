package io.actionstream.jobs.collect;

import io.actionstream.jobs.collect.StoredClip.Side;
import io.actionstream.jobs.command.TablePrinter;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Prints what a data set holds, by label and by camera, and what was left out. */
final class Report {

    private static final int MOST_LINES = 30;
    private static final double BYTES_OF_MB = 1e6;
    private static final String LABELS = "%-24s %10s %10s %12s %12s %10s %10s %6s%n";
    private static final String CAMERAS = "%-24s %10s %10s %10s  %-20s %s%n";

    private final TablePrinter out;

    Report(PrintWriter out) {
        this.out = new TablePrinter(out, MOST_LINES);
    }

    /** The clips of a data set. */
    void stored(List<StoredClip> clips) {
        out.print(
                "%n%d clips, %.1f MB%n",
                clips.size(),
                clips.stream().mapToLong(clip -> clip.video().bytes()).sum() / BYTES_OF_MB);
        labels(clips);
        cameras(clips.stream().map(StoredClip::clip).toList());
    }

    /** The clips that would be cut. */
    void chosen(Collection<CollectedClip> clips) {
        out.print("%n%d clips would be cut%n", clips.size());
        labels(clips.stream()
                .map(clip -> new StoredClip(clip, "", 0, Side.NONE, new StoredClip.Video(0, 0, "")))
                .toList());
        cameras(List.copyOf(clips));
    }

    /** A line for what there is any of. */
    void leftOut(long clips, String why) {
        if (clips > 0) {
            out.print("left out: %,d %s%n", clips, why);
        }
    }

    /** A sentence. */
    void say(String format, Object... values) {
        out.print(format + "%n", values);
    }

    private void labels(List<StoredClip> clips) {
        Map<String, List<StoredClip>> labels =
                grouped(clips, clip -> clip.isLabelled() ? clip.clip().label() : "(uncertain)");
        if (labels.isEmpty()) {
            return;
        }
        out.print(
                "%n" + LABELS,
                "label",
                "corrected",
                "labelled",
                "by frames",
                "by truth",
                "training",
                "validation",
                "test");
        first(labels)
                .forEach((label, of) -> out.print(
                        LABELS,
                        label,
                        count(of, clip -> clip.clip().kind() == Kind.CORRECTED),
                        count(of, clip -> clip.clip().kind() == Kind.LABELLED),
                        count(of, clip -> clip.clip().labelledBy() == LabelSource.FRAMES),
                        count(of, clip -> clip.clip().labelledBy() == LabelSource.TRUTH),
                        count(of, clip -> clip.side() == Side.TRAINING),
                        count(of, clip -> clip.side() == Side.VALIDATION),
                        count(of, clip -> clip.side() == Side.TEST)));
        out.more(labels.size());
    }

    private void cameras(List<CollectedClip> clips) {
        Map<String, List<CollectedClip>> cameras = grouped(clips, CollectedClip::camera);
        if (cameras.isEmpty()) {
            return;
        }
        out.print("%n" + CAMERAS, "camera", "corrected", "labelled", "uncertain", "from", "to");
        first(cameras).forEach((camera, of) -> {
            LongSummaryStatistics starts =
                    of.stream().mapToLong(CollectedClip::start).summaryStatistics();
            out.print(
                    CAMERAS,
                    camera,
                    count(of, clip -> clip.kind() == Kind.CORRECTED),
                    count(of, clip -> clip.kind() == Kind.LABELLED),
                    count(of, clip -> clip.kind() == Kind.UNCERTAIN),
                    second(starts.getMin()),
                    second(starts.getMax()));
        });
        out.more(cameras.size());
        out.print("%n");
    }

    private static Instant second(long millis) {
        return Instant.ofEpochSecond(Math.floorDiv(millis, 1000L));
    }

    private static <T> Map<String, List<T>> grouped(List<T> clips, Function<T, String> by) {
        return clips.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.toList()));
    }

    private static <T> Map<String, T> first(Map<String, T> groups) {
        Map<String, T> first = new TreeMap<>();
        groups.entrySet().stream().limit(MOST_LINES).forEach(group -> first.put(group.getKey(), group.getValue()));
        return first;
    }

    private static <T> long count(List<T> clips, Predicate<T> which) {
        return clips.stream().filter(which).count();
    }
}
