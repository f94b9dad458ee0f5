package io.actionstream.model.clip;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** What one camera captured and when it arrived, and the rules under which clips are made of it. */
record Schedule(ClipSpec spec, SamplingRules sampling, ClipRules clips, List<Step> steps) {

    /** Coarse, so that many things fall on the same moment. */
    private static final int TICK = 10;

    private static final int INTERVAL = 10 * TICK;

    /**
     * @param pause capture time since the step before, in ticks
     * @param delay of its arrival, in tenths of the out-of-orderness
     * @param end an end marker rather than a frame
     * @param times how often it arrives
     */
    record Step(int pause, int delay, boolean end, int times) {}

    private record Arrival(long time, Held<String> element) {

        long captured() {
            return element.timestamp();
        }
    }

    /** Everything in order of arrival; of what arrives at once the latest captured first, which is the hardest. */
    List<Held<String>> arrivals() {
        List<Arrival> arrivals = new ArrayList<>();
        int shortestPause = sampling.outOfOrdernessMillis() == 0
                ? 1
                : 0; // without reordering, the end marker comes after its time's frames
        long clock = 1_000_000;
        for (Step step : steps) {
            clock += (long) TICK * Math.max(step.pause(), shortestPause);
            for (int copy = 0; copy < step.times(); copy++) {
                String frame = step.end() ? null : "frame " + clock + " copy " + copy;
                long delay = step.delay() * sampling.outOfOrdernessMillis() / 10;
                arrivals.add(new Arrival(clock + delay, new Held<>(clock, frame)));
            }
        }
        arrivals.sort(
                Comparator.comparingLong(Arrival::time).thenComparing(Arrival::captured, Comparator.reverseOrder()));
        return arrivals.stream().map(Arrival::element).toList();
    }

    static Arbitrary<Schedule> any() {
        Arbitrary<SamplingRules> sampling = Combinators.combine(
                        Arbitraries.integers().between(0, 3), Arbitraries.of(0L, 10L, 40L, 150L, 1000L))
                .as(SamplingRules::new);
        return Combinators.combine(
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.integers().between(1, 6),
                        sampling,
                        anyStep().list().ofMaxSize(80))
                .as((frames, hop, minFrames, rules, steps) -> new Schedule(
                        new ClipSpec(frames, INTERVAL, 224, 224, Padding.BLACK),
                        rules,
                        new ClipRules(Math.min(hop, frames), minFrames),
                        steps));
    }

    private static Arbitrary<Step> anyStep() {
        Arbitrary<Integer> pause = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.integers().between(0, 10)),
                Tuple.of(1, Arbitraries.integers().between(10, 70)));
        return Combinators.combine(
                        pause,
                        Arbitraries.integers().between(0, 10),
                        Arbitraries.frequency(Tuple.of(15, false), Tuple.of(1, true)),
                        Arbitraries.frequency(Tuple.of(9, 1), Tuple.of(1, 2)))
                .as(Step::new);
    }
}
