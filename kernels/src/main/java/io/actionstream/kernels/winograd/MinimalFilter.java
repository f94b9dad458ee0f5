package io.actionstream.kernels.winograd;

import java.util.Arrays;

/**
 * F(m, r) of Winograd: m neighbouring outputs of a filter with r taps by m + r - 1 products, one for each of some points and
 * one for infinity (Toom and Cook). With inputs d and taps g,
 *
 * <pre>
 *   y[i] = sum over points p of  outputs[i][p] * (sum over k of weights[p][k] g[k]) * (sum over j of inputs[p][j] d[j])
 *
 *   weights[p][k]  p to the power k, by the product of its distances to all other points
 *   inputs[p][j]   coefficient j of the polynomial that is 0 at all other points
 *   outputs[i][p]  p to the power i
 * </pre>
 *
 * Rows of inputs and columns of outputs may be multiplied with numbers of which the weights are divided by; transforms with
 * vectors choose them so that they need the fewest operations.
 *
 * @param inputs (points, m + r - 1)
 * @param weights (points, r)
 * @param outputs (m, points)
 */
public record MinimalFilter(double[][] inputs, double[][] weights, double[][] outputs) {
    /** Four outputs of three taps. */
    public static final MinimalFilter F43 = of(4, 3, 0, 1, -1, 2, -2);

    /** Six outputs of three taps. */
    public static final MinimalFilter F63 =
            of(6, 3, 0, 1, -1, 2, -2, 0.5, -0.5).negated(0).times(32, 5, 6);

    /** Seven outputs of three taps: F(6, 3) and the point 4, after infinity. */
    public static final MinimalFilter F73 =
            of(7, 3, 0, 1, -1, 2, -2, 0.5, -0.5, 4).swapped(7, 8).negated(0).times(32, 5, 6);

    /** Six outputs of seven taps. */
    public static final MinimalFilter F67 = of(6, 7, 0, 1, -1, 2, -2, 0.5, -0.5, 1.5, -1.5, 0.75, -0.75);

    private static MinimalFilter of(int outputs, int taps, double... points) {
        int count = points.length + 1;
        double[][] inputs = new double[count][];
        double[][] weights = new double[count][taps];
        double[][] results = new double[outputs][count];
        for (int p = 0; p < points.length; p++) {
            double point = points[p];
            double distances = Arrays.stream(points)
                    .map(other -> other == point ? 1 : point - other)
                    .reduce(1, (a, b) -> a * b);
            inputs[p] = polynomial(p, points);
            for (int k = 0; k < taps; k++) {
                weights[p][k] = Math.pow(point, k) / distances;
            }
            for (int i = 0; i < outputs; i++) {
                results[i][p] = Math.pow(point, i);
            }
        }
        inputs[count - 1] = polynomial(-1, points);
        weights[count - 1][taps - 1] = 1;
        results[outputs - 1][count - 1] = 1;
        return new MinimalFilter(inputs, weights, results);
    }

    /** The coefficients of the product of x - point over all points but one. */
    private static double[] polynomial(int without, double[] points) {
        double[] product = new double[points.length + 1];
        product[0] = 1;
        for (int p = 0; p < points.length; p++) {
            if (p != without) {
                for (int i = points.length; i >= 0; i--) {
                    product[i] = (i > 0 ? product[i - 1] : 0) - points[p] * product[i];
                }
            }
        }
        return product;
    }

    private MinimalFilter negated(int point) {
        for (int j = 0; j < inputs[point].length; j++) {
            inputs[point][j] = -inputs[point][j];
        }
        for (int k = 0; k < taps(); k++) {
            weights[point][k] = -weights[point][k];
        }
        return this;
    }

    /** Outputs by larger factors, weights by smaller ones. */
    private MinimalFilter times(double factor, int... points) {
        for (int point : points) {
            for (double[] output : outputs) {
                output[point] *= factor;
            }
            for (int k = 0; k < taps(); k++) {
                weights[point][k] /= factor;
            }
        }
        return this;
    }

    private MinimalFilter swapped(int one, int other) {
        swap(inputs, one, other);
        swap(weights, one, other);
        for (double[] output : outputs) {
            double number = output[one];
            output[one] = output[other];
            output[other] = number;
        }
        return this;
    }

    private static void swap(double[][] rows, int one, int other) {
        double[] row = rows[one];
        rows[one] = rows[other];
        rows[other] = row;
    }

    /** Products, and inputs. */
    public int points() {
        return inputs.length;
    }

    /** Outputs of a tile. */
    public int tile() {
        return outputs.length;
    }

    /** Weights of an output. */
    public int taps() {
        return weights[0].length;
    }

    /** The product whose result is part of all outputs, with the factor 1: what is added to it is added to them. */
    public int pointOfBias() {
        for (int point = 0; point < points(); point++) {
            int p = point;
            if (Arrays.stream(outputs).allMatch(output -> output[p] == 1)) {
                return point;
            }
        }
        throw new IllegalStateException("no product is part of all outputs");
    }
}
