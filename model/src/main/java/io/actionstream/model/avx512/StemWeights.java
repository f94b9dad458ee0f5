package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.LANES;

import java.util.List;

/**
 * The weights of {@link StemConvolution}: the kernel's, rounded to whole numbers so large that what a phase takes, a sum of
 * up to 14 of them, still has 16 bits.
 *
 * @param units what each output's whole numbers are worth
 * @param kernel (16, 3, 7, 7)
 */
record StemWeights(float[] units, int[] kernel) {
    private static final int KERNEL = StemConvolution.KERNEL;
    private static final int CHANNELS = StemConvolution.CHANNELS;
    private static final int WEIGHTS = CHANNELS * KERNEL * KERNEL;

    private static final List<List<Integer>> TAPS_OF_ROWS = taps(Phase.OF_ROWS);
    private static final List<List<Integer>> TAPS_OF_COLUMNS = taps(Phase.OF_COLUMNS);

    /** The brightest pixel. */
    static final float WHITE = 255;

    /** What the largest sum becomes but for rounding, which adds less than one to each of up to 16. */
    private static final int LARGEST = Short.MAX_VALUE - 16;

    /**
     * Rounds weights. What rounding takes from one the next one gets, so that where neighbouring pixels are alike, as they
     * mostly are, the errors cancel.
     *
     * @param kernel (16, 3, 7, 7)
     */
    static StemWeights rounded(float[] kernel) {
        float[] units = new float[LANES];
        int[] rounded = new int[kernel.length];
        for (int output = 0; output < LANES; output++) {
            units[output] = largest(kernel, output) / LARGEST;
            double owed = 0;
            for (int i = 0; i < WEIGHTS; i++) {
                int place = output * WEIGHTS + i % CHANNELS * KERNEL * KERNEL + i / CHANNELS; // pixel by pixel
                double exact = owed + kernel[place] / (double) units[output];
                rounded[place] = (int) Math.round(exact);
                owed = exact - rounded[place];
            }
        }
        return new StemWeights(units, rounded);
    }

    /** The largest sum that a phase takes. */
    private static float largest(float[] kernel, int output) {
        double largest = Float.MIN_NORMAL;
        for (List<Integer> y : TAPS_OF_ROWS) {
            for (List<Integer> x : TAPS_OF_COLUMNS) {
                for (int channel = 0; channel < CHANNELS; channel++) {
                    double sum = 0;
                    for (int tap : y) {
                        for (int other : x) {
                            sum += kernel[index(output, channel, tap, other)];
                        }
                    }
                    largest = Math.max(largest, Math.abs(sum));
                }
            }
        }
        return (float) largest;
    }

    private static List<List<Integer>> taps(List<Phase> phases) {
        return phases.stream().flatMap(phase -> phase.taps().stream()).toList();
    }

    private static int index(int output, int channel, int y, int x) {
        return ((output * CHANNELS + channel) * KERNEL + y) * KERNEL + x;
    }

    /** The kernel that the whole numbers stand for, (16, 3, 7, 7). */
    float[] values() {
        float[] values = new float[kernel.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = kernel[i] * units[i / WEIGHTS];
        }
        return values;
    }

    /**
     * Weights in the order in which they are read.
     *
     * @return (phases of rows, phases of columns, taps of a column, pairs, 16 outputs, 2), the pairs being those of the
     *     3 channels of a row's taps, with a zero if need be
     */
    short[] packed() {
        short[] packed = new short[StemConvolution.PAIRS * LANES * 2];
        int row = 0;
        for (Phase vertical : Phase.OF_ROWS) {
            for (Phase horizontal : Phase.OF_COLUMNS) {
                for (List<Integer> y : vertical.taps()) {
                    for (int i = 0; i < LANES * horizontal.taps().size() * CHANNELS; i++) {
                        int output = i % LANES;
                        int number = i / LANES;
                        int sum = 0;
                        for (int tap : y) {
                            for (int other : horizontal.taps().get(number / CHANNELS)) {
                                sum += kernel[index(output, number % CHANNELS, tap, other)];
                            }
                        }
                        packed[((row + number / 2) * LANES + output) * 2 + number % 2] = (short) sum;
                    }
                    row += StemConvolution.pairs(horizontal);
                }
            }
        }
        return packed;
    }

    /** What a sum over pixels is worth, by output, then the biases. */
    float[] numbers(float[] biases) {
        float[] numbers = new float[2 * LANES];
        for (int i = 0; i < LANES; i++) {
            numbers[i] = units[i] / WHITE;
            numbers[LANES + i] = biases[i];
        }
        return numbers;
    }
}
