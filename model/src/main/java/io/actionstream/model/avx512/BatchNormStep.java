package io.actionstream.model.avx512;

import com.sun.jna.Pointer;
import io.actionstream.model.network.Normalization;
import java.util.List;
import java.util.Map;

/**
 * The stem's batch norm with the statistics of a batch (Ioffe and Szegedy 2015): from the clips' sums the numbers with
 * which it is applied, and those with which gradients go back through it.
 */
final class BatchNormStep {
    private static final int CHANNELS = Assembler.LANES;
    private static final double MEANS = 4; // each gradient stands for four pixels

    private final TrainingPlan plan;
    private final FoldedWeights.Layer norm;
    private final double pixels;
    private final double[] mean = new double[CHANNELS];
    private final double[] variance = new double[CHANNELS];
    private final float[] gainGradient = new float[CHANNELS];
    private final float[] offsetGradient = new float[CHANNELS];

    BatchNormStep(TrainingPlan plan, FoldedWeights weights, int clips) {
        this.plan = plan;
        this.norm = weights.of("stem.norm");
        this.pixels = (double) clips * plan.stemPixels();
    }

    /** Computes the statistics, and writes slopes and offsets to the constants. */
    void forward(List<Pointer> clips, NativeBlock constants) {
        double[] sums = sums(plan.stem().forwardSums(), clips);
        float[] numbers = new float[2 * CHANNELS];
        for (int c = 0; c < CHANNELS; c++) {
            mean[c] = sums[c] / pixels;
            variance[c] = Math.max(0, sums[CHANNELS + c] / pixels - mean[c] * mean[c]);
            double slope = norm.weight()[c] / deviation(c);
            numbers[c] = (float) slope;
            numbers[CHANNELS + c] = (float) (norm.bias()[c] - mean[c] * slope);
        }
        write(constants, 0, numbers);
    }

    /**
     * Computes the gradients of gains and offsets, and writes p, q and s: what comes back to x is p g + q x + s for a
     * gradient g of the mean of four.
     */
    void backward(List<Pointer> clips, NativeBlock constants) {
        double[] sums = sums(plan.stem().backwardSums(), clips);
        float[] numbers = new float[3 * CHANNELS];
        for (int c = 0; c < CHANNELS; c++) {
            double offset = sums[c] / MEANS;
            double gain = (sums[CHANNELS + c] / MEANS - mean[c] * offset) / deviation(c);
            gainGradient[c] = (float) gain;
            offsetGradient[c] = (float) offset;
            double slope = norm.weight()[c] / deviation(c);
            double q = -slope * gain / pixels / deviation(c);
            numbers[c] = (float) (slope / MEANS);
            numbers[CHANNELS + c] = (float) q;
            numbers[2 * CHANNELS + c] = (float) (-slope * offset / pixels - q * mean[c]);
        }
        write(constants, 2 * CHANNELS, numbers);
    }

    private double deviation(int channel) {
        return Math.sqrt(variance[channel] + Normalization.EPSILON);
    }

    private static double[] sums(List<Place> bands, List<Pointer> clips) {
        double[] total = new double[2 * CHANNELS];
        clips.forEach(clip -> bands.forEach(band -> band.addTo(total, clip)));
        return total;
    }

    private void write(NativeBlock constants, int first, float[] numbers) {
        long at = plan.stem().numbers().bytes() + (long) first * Float.BYTES;
        constants.pointer().write(at, numbers, 0, numbers.length);
    }

    void addGradients(Map<String, float[]> gradients) {
        gradients.put("stem.norm.weight", gainGradient);
        gradients.put("stem.norm.bias", offsetGradient);
    }

    float[] mean() {
        float[] means = new float[CHANNELS];
        for (int c = 0; c < CHANNELS; c++) {
            means[c] = (float) mean[c];
        }
        return means;
    }

    float[] unbiasedVariance() {
        float[] variances = new float[CHANNELS];
        for (int c = 0; c < CHANNELS; c++) {
            variances[c] = (float) (variance[c] * pixels / (pixels - 1));
        }
        return variances;
    }
}
