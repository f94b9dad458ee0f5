package io.actionstream.model.avx512;

import java.util.Arrays;

/** Sums of rows of numbers times factors, in loops that the virtual machine turns into vector instructions. */
final class ScaledSums {
    private ScaledSums() {}

    /**
     * Sets a row to the sum of factors times rows.
     *
     * @param factors one for each row
     * @param first of the rows
     * @param step from a row to the next
     */
    static void set(double[] sum, double[] factors, double[][] rows, int first, int step) {
        Arrays.fill(sum, 0);
        for (int i = 0; i < factors.length; i++) {
            if (factors[i] != 0) {
                add(sum, factors[i], rows[first + i * step]);
            }
        }
    }

    private static void add(double[] sum, double factor, double[] row) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * row[i];
        }
    }

    /** Sets a row to numbers that start at an index. */
    static void copy(float[] numbers, int from, double[] row) {
        for (int i = 0; i < row.length; i++) {
            row[i] = numbers[from + i];
        }
    }

    /** Each row's columns as rows. */
    static double[][] transposed(double[][] rows) {
        double[][] columns = new double[rows[0].length][rows.length];
        for (int i = 0; i < columns.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                columns[i][j] = rows[j][i];
            }
        }
        return columns;
    }
}
