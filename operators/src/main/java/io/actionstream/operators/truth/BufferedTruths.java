package io.actionstream.operators.truth;

import io.actionstream.operators.records.LabelledClip;
import io.actionstream.operators.records.TrueAction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.apache.flink.api.common.state.MapState;

/** The truths that a camera's state holds. */
final class BufferedTruths {

    private static final Comparator<Map.Entry<TrueAction, Long>> LONGEST_HELD =
            Map.Entry.<TrueAction, Long>comparingByValue()
                    .thenComparingLong(buffered -> buffered.getKey().start());

    private final MapState<TrueAction, Long> arrivals;

    /**
     * Of the key at hand.
     *
     * @param arrivals when each truth came last, in milliseconds since the epoch
     */
    BufferedTruths(MapState<TrueAction, Long> arrivals) {
        this.arrivals = arrivals;
    }

    /** Holds a truth from now on; one that is buffered already is buffered longer. */
    void buffer(TrueAction truth, long now) throws Exception {
        arrivals.put(truth, now);
    }

    TruthCoverage coverage(LabelledClip clip) throws Exception {
        return TruthCoverage.of(clip, arrivals.keys());
    }

    /** Drops the truth buffered for longest when there are more than so many, and returns it. */
    Optional<TrueAction> dropOldestBeyond(int most) throws Exception {
        List<Map.Entry<TrueAction, Long>> buffered = list();
        if (buffered.size() <= most) {
            return Optional.empty();
        }
        TrueAction oldest = Collections.min(buffered, LONGEST_HELD).getKey();
        arrivals.remove(oldest);
        return Optional.of(oldest);
    }

    /** Drops what came at an old time and is no longer needed. */
    void drop(LongPredicate old, Predicate<TrueAction> needed) throws Exception {
        for (Map.Entry<TrueAction, Long> buffered : list()) {
            if (old.test(buffered.getValue()) && !needed.test(buffered.getKey())) {
                arrivals.remove(buffered.getKey());
            }
        }
    }

    /** Those that came at such times. */
    List<TrueAction> since(LongPredicate times) throws Exception {
        return list().stream()
                .filter(buffered -> times.test(buffered.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The times at which the truths came. */
    LongStream arrivals() throws Exception {
        return list().stream().mapToLong(Map.Entry::getValue);
    }

    private List<Map.Entry<TrueAction, Long>> list() throws Exception {
        List<Map.Entry<TrueAction, Long>> list = new ArrayList<>();
        arrivals.entries().forEach(list::add);
        return list;
    }
}
