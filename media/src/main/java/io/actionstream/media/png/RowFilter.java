package io.actionstream.media.png;

import static io.actionstream.media.image.ImageBytes.uint8;

import io.actionstream.media.image.BrokenImageException;

/** Undoes the filters of rows (ISO/IEC 15948, 9), in place. */
final class RowFilter {

    private RowFilter() {}

    /**
     * Undoes the filter of a row.
     *
     * <pre>
     *     c b    c and b belong to the row before, which is the one in front of this in the array; a is already undone;
     *     a x    a and c are so many bytes before x, and 0 to the left of the row
     * </pre>
     *
     * @param rows the row before and this one, side by side; each begins with its filter's type
     * @param start of the row
     * @param length bytes of a row, with the type
     * @param distance bytes from a to x
     */
    static void undo(byte[] rows, int start, int length, int distance) throws BrokenImageException {
        int first = start + 1;
        int second = Math.min(first + distance, start + length); // the pixel that has one to its left
        int end = start + length;
        switch (rows[start]) {
            case 0 -> {}
            case 1 -> sub(rows, second, end, distance);
            case 2 -> up(rows, first, end, length);
            case 3 -> average(rows, first, second, end, length, distance);
            case 4 -> {
                up(rows, first, second, length); // what Paeth's predictor is with nothing to the left
                paeth(rows, second, end, length, distance);
            }
            default -> throw new BrokenImageException("a PNG row with the unknown filter " + uint8(rows, start));
        }
    }

    private static void sub(byte[] rows, int from, int to, int distance) {
        for (int x = from; x < to; x++) {
            rows[x] += rows[x - distance];
        }
    }

    private static void up(byte[] rows, int from, int to, int length) {
        for (int x = from; x < to; x++) {
            rows[x] += rows[x - length];
        }
    }

    private static void average(byte[] rows, int first, int second, int end, int length, int distance) {
        for (int x = first; x < second; x++) {
            rows[x] += (byte) (uint8(rows, x - length) >> 1);
        }
        for (int x = second; x < end; x++) {
            rows[x] += (byte) (uint8(rows, x - distance) + uint8(rows, x - length) >> 1);
        }
    }

    private static void paeth(byte[] rows, int from, int to, int length, int distance) {
        for (int x = from; x < to; x++) {
            int a = uint8(rows, x - distance);
            int b = uint8(rows, x - length);
            int c = uint8(rows, x - length - distance);
            rows[x] += (byte) nearest(a, b, c);
        }
    }

    /** The one that a + b - c is nearest to. */
    private static int nearest(int a, int b, int c) {
        int toA = Math.abs(b - c);
        int toB = Math.abs(a - c);
        int toC = Math.abs(a + b - 2 * c);
        return toA <= toB && toA <= toC ? a : toB <= toC ? b : c;
    }
}
