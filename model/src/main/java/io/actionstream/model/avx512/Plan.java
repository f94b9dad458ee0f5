package io.actionstream.model.avx512;

import java.util.ArrayList;
import java.util.List;

/** Passes over a clip, one after the other, and the memory that they need. */
final class Plan {
    private final Constants constants = new Constants();
    private final Region clip = new Region(Base.CLIP);
    private final Region kept = new Region(Base.KEPT);
    private final Region gradients = new Region(Base.GRADIENTS);
    private final List<Region> scratches = new ArrayList<>();
    private final List<List<List<Call>>> passes = new ArrayList<>();

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

    /** Adds a pass, whose pieces may be worked on in any order and at the same time. */
    void pass(List<List<Call>> pieces) {
        passes.add(pieces);
    }

    List<List<List<Call>>> passes() {
        return passes;
    }

    long scratchBytes() {
        return scratches.stream().mapToLong(Region::bytes).max().orElse(0);
    }
}
