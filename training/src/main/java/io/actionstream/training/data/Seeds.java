package io.actionstream.training.data;

import java.util.SplittableRandom;

/** Random numbers that depend only on where they are used, so that an interrupted run repeats them. */
public final class Seeds {

    private Seeds() {}

    /** The generator of one use: the same keys give the same numbers. */
    public static SplittableRandom of(long seed, long... keys) {
        long mixed = mix(seed);
        for (long key : keys) {
            mixed = mix(mixed ^ key);
        }
        return new SplittableRandom(mixed);
    }

    /** The finaliser of SplitMix64 (Steele et al. 2014). */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
