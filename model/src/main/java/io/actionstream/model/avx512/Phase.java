package io.actionstream.model.avx512;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A part of a convolution with seven taps in one direction, neighbouring outputs of which share products: with x(2i),
 * x(2i + 1), ... the pixels that output 2i sees, and h the taps,
 *
 * <pre>
 * y(2i)     = sum (h(2k) + h(2k + 1)) x(2i + 2k + 1)  +  sum h(2k) (x(2i + 2k) - x(2i + 2k + 1))
 * y(2i + 1) = sum (h(2k) + h(2k + 1)) x(2i + 2k + 1)  +  sum h(2k + 1) (x(2i + 2k + 2) - x(2i + 2k + 1))
 * </pre>
 *
 * The first sums are the same, so that there are 11 products in place of 14: the fast FIR algorithm of Mou and Duhamel,
 * "Short-length FIR filters and their use in fast nonrecursive filtering" (1991), transposed. As each of the three sums is a
 * convolution again, whose outputs are every second one, it can be divided likewise: 17 products in place of 28 for four
 * outputs, and 26 in place of 56 for eight. A part of one tap has none for the odd outputs.
 *
 * @param taps those of the whole convolution whose sum each tap of this is
 * @param added pixels that the first tap takes, counted from the first one that the first output sees
 * @param subtracted those that are taken away from them
 * @param outputs those to which it is added, of as many as lie from a pixel of a tap to that of the next
 * @param step pixels from a tap to the next
 */
record Phase(List<List<Integer>> taps, List<Integer> added, List<Integer> subtracted, List<Integer> outputs, int step) {
    private static final Phase WHOLE = new Phase(
            IntStream.range(0, StemConvolution.KERNEL).mapToObj(List::of).toList(),
            List.of(0),
            List.of(),
            List.of(0),
            1);

    /** Parts of columns: in common, for even outputs, for odd ones. */
    static final List<Phase> OF_COLUMNS = WHOLE.parts();

    /** Parts of rows: each of those three divided twice more, until it has one tap or none. */
    static final List<Phase> OF_ROWS = OF_COLUMNS.stream()
            .flatMap(part -> part.parts().stream())
            .flatMap(part -> part.parts().stream())
            .toList();

    /** Planes of pixels. */
    static final int PLANES = OF_ROWS.size() * OF_COLUMNS.size();

    /** The parts of the sums that two outputs have in common, then of what is added for even and for odd outputs. */
    List<Phase> parts() {
        List<List<Integer>> even = everySecond(0);
        List<List<Integer>> odd = everySecond(1);
        List<List<Integer>> both = IntStream.range(0, even.size())
                .mapToObj(k -> k < odd.size() ? joined(even.get(k), odd.get(k)) : even.get(k))
                .toList();
        List<Integer> nextAdded = later(added, 1);
        List<Integer> nextSubtracted = later(subtracted, 1);
        return List.of(
                new Phase(both, nextAdded, nextSubtracted, joined(outputs, later(outputs, 1)), 2 * step),
                new Phase(even, joined(added, nextSubtracted), joined(subtracted, nextAdded), outputs, 2 * step),
                new Phase(
                        odd,
                        joined(later(added, 2), nextSubtracted),
                        joined(later(subtracted, 2), nextAdded),
                        later(outputs, 1),
                        2 * step));
    }

    /** The number of the plane of pixels that a part of the rows and one of the columns take. */
    static int plane(int ofRows, int ofColumns) {
        return ofRows * OF_COLUMNS.size() + ofColumns;
    }

    /** Taps of all those parts. */
    static int taps(List<Phase> parts) {
        return parts.stream().mapToInt(part -> part.taps().size()).sum();
    }

    private List<List<Integer>> everySecond(int first) {
        return IntStream.range(0, taps.size())
                .filter(k -> k % 2 == first)
                .mapToObj(taps::get)
                .toList();
    }

    /** Pixels or outputs so many taps further on. */
    private List<Integer> later(List<Integer> places, int taps) {
        return places.stream().map(place -> place + taps * step).toList();
    }

    private static List<Integer> joined(List<Integer> some, List<Integer> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
