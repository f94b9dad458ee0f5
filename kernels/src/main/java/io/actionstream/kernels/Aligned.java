package io.actionstream.kernels;

/**
 * Offsets in a large array at which vectors don't cross a line of the cache. A {@code float[]} has its first element 16
 * bytes behind the start of the object, and G1 has large objects start at a line; where it doesn't, nothing but some time
 * is lost.
 */
public final class Aligned {
    /** Floats of a line of 64 bytes. */
    public static final int LINE = 16;

    /** The first element at the start of a line. */
    public static final int FIRST = LINE - 4;

    /** Floats of the stretch of memory whose multiples compete for the same lines of a first-level cache. */
    private static final int PAGE = 1024;

    private int end = FIRST;

    /** Takes a stretch behind those that were taken before; returns its first element. */
    public int take(int count) {
        int first = end;
        end += up(count, LINE);
        return first;
    }

    /** The length that the array must have. */
    public int length() {
        return end;
    }

    /** The next multiple of a unit. */
    public static int up(int count, int unit) {
        return (count + unit - 1) / unit * unit;
    }

    /**
     * A distance between stretches that are used together: a whole number of lines, and not nearly a multiple of a quarter of
     * a page, as few of these have room in a first-level cache.
     */
    public static int stride(int count) {
        int stride = up(count, LINE);
        return stride % (PAGE / 4) == 0 ? stride + LINE : stride;
    }
}
