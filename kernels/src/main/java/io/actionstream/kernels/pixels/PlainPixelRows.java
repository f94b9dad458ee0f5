package io.actionstream.kernels.pixels;

import static io.actionstream.kernels.pixels.Bt601.*;

/** Plain loops: for a Java without the Vector API, and what {@link VectorPixelRows} is tested against. */
final class PlainPixelRows implements PixelRows {

    @Override
    public void betweenRows(
            int[] values, int above1, int below1, int weight1, int above2, int below2, int weight2, int[] out) {
        betweenRows(values, above1, below1, weight1, above2, below2, weight2, out, 0);
    }

    static void betweenRows(
            int[] values,
            int above1,
            int below1,
            int weight1,
            int above2,
            int below2,
            int weight2,
            int[] out,
            int start) {
        int rest1 = (1 << ROW_BITS) - weight1;
        int rest2 = (1 << ROW_BITS) - weight2;
        int half = 1 << ROW_BITS - 1;
        for (int i = start; i < out.length; i++) {
            int first = values[above1 + i] * rest1 + values[below1 + i] * weight1 + half >> ROW_BITS;
            int second = values[above2 + i] * rest2 + values[below2 + i] * weight2 + half >> ROW_BITS;
            out[i] = first | second << Short.SIZE;
        }
    }

    @Override
    public void betweenColumns(int[] in, int[] left, int[] right, int[] weights, int[] out) {
        betweenColumns(in, left, right, weights, out, 0);
    }

    static void betweenColumns(int[] in, int[] left, int[] right, int[] weights, int[] out, int start) {
        for (int i = start; i < out.length; i++) {
            int weight = weights[i];
            out[i] = in[left[i]] * ((1 << COLUMN_BITS) - weight) + in[right[i]] * weight;
        }
    }

    @Override
    public void toRgb(int[] ys, int[] cbs, int[] crs, int shift, int[] rgb) {
        toRgb(ys, cbs, crs, shift, rgb, 0);
    }

    static void toRgb(int[] ys, int[] cbs, int[] crs, int shift, int[] rgb, int start) {
        for (int i = start; i < rgb.length; i++) {
            int y = ((ys[i] >>> shift & LANE) << Y_BITS) + ROUND;
            int cb = (cbs[i] >>> shift & LANE) - CENTRE;
            int cr = (crs[i] >>> shift & LANE) - CENTRE;
            int red = limited(y + RED_OF_CR * cr >> SHIFT);
            int green = limited(y - GREEN_OF_CB * cb - GREEN_OF_CR * cr >> SHIFT);
            int blue = limited(y + BLUE_OF_CB * cb >> SHIFT);
            rgb[i] = red | green << 8 | blue << 16;
        }
    }

    private static int limited(int value) {
        return Math.min(Math.max(value, 0), WHITE);
    }
}
