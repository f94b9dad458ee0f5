package io.actionstream.model.reference;

import io.actionstream.model.events.ClassifiedClip;
import io.actionstream.model.events.EventOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * What becomes of one camera's clips, in order of capture, and the options under which events are made of it.
 *
 * @param steps what happens, one after the other
 */
public record EventScript(EventOptions options, List<Step> steps) {

    private static final long SLOT = 600;
    private static final long CLIP = 9 * SLOT;
    private static final long START = 1_000_000;
    private static final long LARGEST_JUMP = 100 * SLOT;

    private static final List<List<String>> MODELS =
            List.of(List.of("Run", "Jump", "Idle"), List.of("Idle", "Jump", "Swim", "Run"), List.of("Swim", "Jump"));
    private static final List<List<String>> BACKGROUNDS = List.of(List.of("Idle"), List.of("Idle", "Run"), List.of());

    /** What may happen. */
    public enum Kind {
        /** A clip gets its probabilities. */
        CLASSIFIED,
        /** A clip is rejected or dropped. */
        REJECTED,
        /** The session ends, and another begins at any other time. */
        SESSION_END,
        /** Clips are classified with the next model from now on. */
        NEW_MODEL
    }

    /**
     * @param slots from the start of the clip before
     * @param first tenths of probability of the model's first class
     * @param second tenths of what is left for the second class; the third gets the rest
     */
    public record Step(Kind kind, int slots, int first, int second) {}

    /**
     * A clip, or the end of a session.
     *
     * @param clip the answer; null when there is none, and at the end of a session
     * @param start of the clip; starts of one camera are all different
     */
    public record Item(long start, ClassifiedClip clip, boolean endsSession) {}

    /** The same camera under other options. */
    public EventScript with(EventOptions other) {
        return new EventScript(other, steps);
    }

    /** All clips and ends of sessions; the last is an end. */
    public List<Item> items() {
        List<Item> items = new ArrayList<>();
        long time = START;
        int model = 0;
        for (Step step : steps) {
            switch (step.kind()) {
                case CLASSIFIED -> {
                    time += step.slots() * SLOT;
                    items.add(new Item(time, clip(time, model, step), false));
                }
                case REJECTED -> {
                    time += step.slots() * SLOT;
                    items.add(new Item(time, null, false));
                }
                case SESSION_END -> {
                    items.add(new Item(0, null, true));
                    boolean back = step.first() < 5; // a clock that was set back
                    time += 1 + (back ? -1 : 1) * step.second() * LARGEST_JUMP / 10; // 1 makes starts differ
                }
                default -> model++;
            }
        }
        items.add(new Item(0, null, true));
        return items;
    }

    private static ClassifiedClip clip(long start, int models, Step step) {
        int model = models % MODELS.size();
        List<String> labels = MODELS.get(model);
        float[] probabilities = new float[labels.size()];
        probabilities[0] = step.first() / 10f;
        probabilities[1] = (1 - probabilities[0]) * step.second() / 10f;
        if (labels.size() > 2) {
            probabilities[2] = 1 - probabilities[0] - probabilities[1];
        }
        return new ClassifiedClip(
                start, start + CLIP, labels, probabilities, BACKGROUNDS.get(model), "model-" + models);
    }

    /** Runs of clips alike, single ones that differ, overlaps, gaps, ends of sessions and new models. */
    public static Arbitrary<EventScript> any() {
        Arbitrary<EventOptions> options = Combinators.combine(
                        Arbitraries.of(1, 1, 2, 3, 5),
                        Arbitraries.of(0.3, 0.5, 0.6, 0.8),
                        Arbitraries.of(0.2, 0.3, 0.4),
                        Arbitraries.of(0L, CLIP, CLIP + 1, 20_000L),
                        Arbitraries.of(0L, SLOT, CLIP, 6600L, 15_000L),
                        Arbitraries.of(0L, 6000L, 20_000L),
                        Arbitraries.of(0.0, 0.4, 0.5, 0.7))
                .as((smooth, enter, exit, minEvent, mergeGap, updateEvery, unknown) -> new EventOptions(
                        smooth,
                        enter,
                        Math.min(enter, exit),
                        Duration.ofMillis(minEvent),
                        Duration.ofMillis(mergeGap),
                        Duration.ofMillis(updateEvery),
                        unknown));
        return Combinators.combine(options, anyRun().list().ofMaxSize(20))
                .as((rules, runs) -> new EventScript(
                        rules, runs.stream().flatMap(List::stream).toList()));
    }

    private static Arbitrary<List<Step>> anyRun() {
        Arbitrary<Kind> kind = Arbitraries.frequencyOf(
                Tuple.of(14, Arbitraries.just(Kind.CLASSIFIED)),
                Tuple.of(2, Arbitraries.just(Kind.REJECTED)),
                Tuple.of(1, Arbitraries.just(Kind.SESSION_END)),
                Tuple.of(1, Arbitraries.just(Kind.NEW_MODEL)));
        Arbitrary<Integer> slots = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(10)),
                Tuple.of(3, Arbitraries.integers().between(1, 9)),
                Tuple.of(1, Arbitraries.integers().between(11, 60)));
        Arbitrary<Integer> tenths = Arbitraries.integers().between(0, 10);
        return Combinators.combine(kind, slots, tenths, tenths, Arbitraries.of(1, 1, 2, 3, 6))
                .as((what, pause, first, second, times) -> {
                    boolean repeats = what == Kind.CLASSIFIED || what == Kind.REJECTED;
                    return Collections.nCopies(repeats ? times : 1, new Step(what, pause, first, second));
                });
    }
}
