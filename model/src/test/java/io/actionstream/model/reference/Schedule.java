package io.actionstream.model.reference;

import io.actionstream.model.clip.Buffered;
import io.actionstream.model.clip.ClipRules;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Padding;
import io.actionstream.model.clip.SamplingRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * What one camera captured and when it arrived, and the rules under which clips are made of it.
 *
 * @param steps what it captured
 * @param stepsAfterJump what it captured after its clock was set back to long before all that
 */
public record Schedule(
        ClipSpec spec, SamplingRules sampling, ClipRules clips, List<Step> steps, List<Step> stepsAfterJump) {

    /** Coarse, so that many things fall on the same moment. */
    private static final int TICK = 10;

    private static final int INTERVAL = 10 * TICK;
    private static final long START = 1_000_000;
    private static final long START_AFTER_JUMP = 500_000;

    /**
     * @param pause capture time since the step before, in ticks
     * @param delay of its arrival, in tenths of the out-of-orderness
     * @param end an end marker rather than a frame
     * @param times how often it arrives
     */
    public record Step(int pause, int delay, boolean end, int times) {}

    private record Arrival(long time, Buffered<String> element) {

        private long captured() {
            return element.timestamp();
        }
    }

    /** Everything in order of arrival. */
    public List<Buffered<String>> arrivals() {
        return Stream.concat(arrivalsBeforeJump().stream(), arrivalsAfterJump().stream())
                .toList();
    }

    /** The last frame comes in time, so that no late repetition before the jump is taken for a part of it. */
    List<Buffered<String>> arrivalsBeforeJump() {
        int wholeBound = (int) (sampling.outOfOrdernessMillis() / TICK) + 1;
        return stepsAfterJump.isEmpty()
                ? arrivals(START, steps)
                : arrivals(
                        START,
                        Stream.concat(steps.stream(), Stream.of(new Step(wholeBound, 0, false, 1)))
                                .toList());
    }

    List<Buffered<String>> arrivalsAfterJump() {
        return arrivals(START_AFTER_JUMP, stepsAfterJump);
    }

    /** The same camera under the rules of another. */
    public Schedule underRulesOf(Schedule other) {
        return new Schedule(other.spec, other.sampling, other.clips, steps, stepsAfterJump);
    }

    /** Of what arrives at once the latest captured comes first, which is the hardest. */
    private List<Buffered<String>> arrivals(long start, List<Step> captured) {
        List<Arrival> arrivals = new ArrayList<>();
        int shortestPause = sampling.outOfOrdernessMillis() == 0
                ? 1
                : 0; // without reordering, the end marker comes after its time's frames
        long clock = start;
        for (Step step : captured) {
            clock += (long) TICK * Math.max(step.pause(), shortestPause);
            for (int copy = 0; copy < step.times(); copy++) {
                String frame = step.end() ? null : "frame " + clock + " copy " + copy;
                long delay = step.delay() * sampling.outOfOrdernessMillis() / 10;
                arrivals.add(new Arrival(clock + delay, new Buffered<>(clock, frame)));
            }
        }
        arrivals.sort(
                Comparator.comparingLong(Arrival::time).thenComparing(Arrival::captured, Comparator.reverseOrder()));
        return arrivals.stream().map(Arrival::element).toList();
    }

    /** Delays within the bound, repetitions, gaps, ends, overlapping clips; in some the clock jumps back. */
    public static Arbitrary<Schedule> any() {
        Arbitrary<SamplingRules> sampling = Combinators.combine(
                        Arbitraries.integers().between(0, 3), Arbitraries.of(0L, 10L, 40L, 150L, 1000L))
                .as(SamplingRules::new);
        return Combinators.combine(
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.integers().between(1, 6),
                        sampling,
                        anyStep().list().ofMaxSize(80),
                        Arbitraries.frequencyOf(
                                Tuple.of(2, Arbitraries.just(List.<Step>of())),
                                Tuple.of(1, anyStep().list().ofMaxSize(40))))
                .as((frames, hop, minFrames, rules, steps, stepsAfterJump) -> new Schedule(
                        new ClipSpec(frames, INTERVAL, 224, 224, Padding.BLACK),
                        rules,
                        new ClipRules(Math.min(hop, frames), minFrames),
                        steps,
                        stepsAfterJump));
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
