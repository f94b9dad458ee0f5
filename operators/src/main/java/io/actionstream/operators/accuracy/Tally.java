package io.actionstream.operators.accuracy;

import io.actionstream.operators.records.Accuracy.ClassFigures;
import java.util.Comparator;

/**
 * Counts of a class.
 *
 * @param support clips whose truth it is
 * @param given clips that were so labelled
 * @param correct clips that are both
 */
record Tally(int support, int given, int correct) {

    static final Tally NONE = new Tally(0, 0, 0);

    /** By support, then by how often it was given. */
    static final Comparator<Tally> MOST_FREQUENT_FIRST = Comparator.comparingInt(Tally::support)
            .thenComparingInt(Tally::given)
            .reversed();

    Tally plus(Tally other) {
        return new Tally(support + other.support, given + other.given, correct + other.correct);
    }

    ClassFigures figures(String label) {
        return new ClassFigures(label, support, share(correct, given), share(correct, support));
    }

    /** Null for a share of nothing. */
    static Double share(int part, int whole) {
        return whole == 0 ? null : (double) part / whole;
    }
}
