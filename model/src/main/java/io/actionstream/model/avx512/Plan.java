package io.actionstream.model.avx512;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What is done with a clip, piece by piece, and the memory that is needed. */
final class Plan {
    /** Turns from a band's in one pass to its turn in the next: the one below it must be done by the turn before. */
    private static final int TURNS = 2;

    private final Factors factors;
    private final Constants constants = new Constants();
    private final Region clip = new Region(Base.CLIP);
    private final Region kept = new Region(Base.KEPT);
    private final Region gradients = new Region(Base.GRADIENTS);
    private final List<Region> scratches = new ArrayList<>();
    private final List<Piece> pieces = new ArrayList<>();

    /** Has convolutions multiply such numbers. */
    Plan(Factors factors) {
        this.factors = factors;
    }

    Factors factors() {
        return factors;
    }

    Constants constants() {
        return constants;
    }

    Region clip() {
        return clip;
    }

    Region kept() {
        return kept;
    }

    Region gradients() {
        return gradients;
    }

    /** Scratch memory for one pass; those of all passes lie at the same place. */
    Region scratch() {
        Region scratch = new Region(Base.SCRATCH);
        scratches.add(scratch);
        return scratch;
    }

    /** Adds lists of calls that begin when all before is done, and may be worked on in any order. */
    void pass(List<List<Call>> bands) {
        int after = pieces.size();
        bands.forEach(calls -> pieces.add(new Piece(calls, after, Optional.empty())));
    }

    /**
     * Adds passes over the same bands of rows, from top to bottom, so that each band is soon worked on again, while it is in
     * the cache: in every turn each pass works on some bands, {@link #TURNS} turns after the pass before. A band may take
     * from the pass before what is next to it too, and from the pass before that what is in the same place.
     *
     * @param atOnce bands of a pass in a turn, which many threads may share
     * @param keeps whether it is worth keeping what a band gives that depends on such rows, should they be black
     */
    void interleaved(List<List<Band>> passes, int atOnce, Predicate<RowRange> keeps) {
        int start = pieces.size();
        int bands = passes.get(0).size();
        int turns = (bands + atOnce - 1) / atOnce + TURNS * (passes.size() - 1);
        int[] turnBefore = new int[passes.size()];
        Arrays.fill(turnBefore, start);
        for (int turn = 0; turn < turns; turn++) {
            for (int pass = 0; pass < passes.size(); pass++) {
                int after = turnBefore[pass];
                turnBefore[pass] = pieces.size();
                int first = (turn - TURNS * pass) * atOnce;
                for (int i = Math.max(first, 0); i < Math.min(first + atOnce, bands); i++) {
                    Band band = passes.get(pass).get(i);
                    boolean kept = keeps.test(band.seen());
                    pieces.add(new Piece(band.calls(), after, kept ? Optional.of(memory(band)) : Optional.empty()));
                }
            }
        }
    }

    private Piece.Memory memory(Band band) {
        int frames = band.results().frames();
        int bytes = band.frameBytes();
        int frame = Math.toIntExact(band.results().frameBytes());
        Place kept = constants.room(frames * bytes / Float.BYTES);
        return new Piece.Memory(
                band.seen(),
                Call.of(new CopyFrames(frames, bytes, frame, bytes), band.start(), kept),
                Call.of(new CopyFrames(frames, bytes, bytes, frame), kept, band.start()));
    }

    /**
     * Bands of a pass for which there must be memory when passes are interleaved: no band is written to before the one
     * that lay there has been read.
     *
     * @param later the last pass that reads them: 1 for the next
     */
    static int bandsKept(int later, int atOnce) {
        return Math.max(TURNS + 3, TURNS * later + 2) * atOnce;
    }

    List<Piece> pieces() {
        return pieces;
    }

    /** The calls of each piece. */
    List<List<Call>> calls() {
        return pieces.stream().map(Piece::calls).toList();
    }

    long scratchBytes() {
        return scratches.stream().mapToLong(Region::bytes).max().orElse(0);
    }
}
