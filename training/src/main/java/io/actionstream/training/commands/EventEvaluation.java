package io.actionstream.training.commands;

import io.actionstream.inference.ClipClassifier;
import io.actionstream.model.events.EventOptions;
import io.actionstream.training.events.ClassifiedVideo;
import io.actionstream.training.events.JudgedFilms;
import io.actionstream.training.events.OptionSearch;
import io.actionstream.training.events.Segment;
import io.actionstream.training.events.SegmentList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Evaluates events in long videos. */
public final class EventEvaluation {
    private static final int BEST = 10;

    @Option(
            names = "--events",
            description =
                    "instead of videos of one action, long ones of which a list has the true segments: runs the live"
                            + " rules of events over them")
    private boolean events;

    @Option(
            names = "--segments",
            paramLabel = "FILE",
            description = "with --events: the true segments, film,start,end,label on each line, times in milliseconds"
                    + " (default: segments.csv in --data)")
    private Path segments;

    @Option(
            names = "--search",
            description = "with --events: also try many combinations of the rules' options and name the best")
    private boolean search;

    @Mixin
    private RuleOptions rules;

    boolean areAsked() {
        if (!events && (segments != null || search)) {
            throw new IllegalArgumentException("--segments and --search need --events");
        }
        return events;
    }

    /**
     * Classifies the films once, each clip that the live job would make of them.
     *
     * @param folder of the films, where the segments are unless an option says otherwise
     */
    JudgedFilms judge(
            List<Path> files, Path folder, ClipClassifier classifier, Consumer<String> warnings, IntConsumer progress)
            throws IOException {
        SegmentList truths = truths(folder, files);
        List<ClassifiedVideo> films = new ArrayList<>();
        List<List<Segment>> shown = new ArrayList<>();
        for (Path file : files) {
            films.add(ClassifiedVideo.of(file, classifier, rules.clips(classifier.spec()), warnings));
            shown.add(truths.of(file));
            progress.accept(films.size());
        }
        return new JudgedFilms(films, shown);
    }

    private SegmentList truths(Path folder, List<Path> files) throws IOException {
        Path file = segments == null ? folder.resolve("segments.csv") : segments;
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("--segments: no file " + file);
        }
        SegmentList list = SegmentList.read(file);
        Set<String> missing = new HashSet<>(list.byVideo().keySet());
        files.forEach(film -> missing.remove(film.getFileName().toString()));
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "--segments: " + file + " names " + missing.iterator().next() + ", which is not in " + folder);
        }
        return list;
    }

    /** The rules that are evaluated. */
    EventOptions options() {
        return rules.events();
    }

    /** The results, as text. */
    String report(JudgedFilms films) {
        StringBuilder text = new StringBuilder(films.table(rules.events()));
        if (search) {
            text.append(System.lineSeparator());
            OptionSearch.best(films).stream()
                    .limit(BEST)
                    .forEach(tried -> text.append(tried).append(System.lineSeparator()));
        }
        return text.toString();
    }
}
