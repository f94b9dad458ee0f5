package io.actionstream.kernels.training;

import io.actionstream.kernels.inference.NetworkWeights;
import io.actionstream.kernels.norm.GradientPasses.BatchNormFactors;
import io.actionstream.kernels.norm.ScaleShift;
import java.util.List;

/**
 * The stem's batch norm with the statistics of a batch (Ioffe and Szegedy 2015): from the clips' sums the numbers with which it is
 * applied, and those with which gradients go back through it.
 */
final class BatchNormStep {
    /** Of a halved pixel's gradient each of its pixels has a quarter. */
    private static final double HALVED = 4;

    private final NetworkWeights.BatchNorm norm;
    private final double pixels;
    private final int channels;
    private final double[] mean;
    private final double[] variance;
    private final double[] scaleGradient;
    private final double[] shiftGradient;
    private ScaleShift forward;
    private BatchNormFactors backward;

    /** Prepares a step over so many pixels. */
    BatchNormStep(NetworkWeights.BatchNorm norm, double pixels) {
        this.norm = norm;
        this.pixels = pixels;
        channels = norm.scale().length;
        mean = new double[channels];
        variance = new double[channels];
        scaleGradient = new double[channels];
        shiftGradient = new double[channels];
    }

    /** Computes the statistics from the sums of all clips, of pixels and of their squares. */
    void setForward(List<TrainedClip> clips, int at) {
        double[] sums = sums(clips, at);
        float[] scale = new float[channels];
        float[] shift = new float[channels];
        for (int c = 0; c < channels; c++) {
            mean[c] = sums[c] / pixels;
            variance[c] = Math.max(0, sums[channels + c] / pixels - mean[c] * mean[c]);
            scale[c] = (float) (norm.scale()[c] / deviation(c));
            shift[c] = (float) (norm.shift()[c] - mean[c] * norm.scale()[c] / deviation(c));
        }
        forward = new ScaleShift(scale, shift);
    }

    /** Computes what the backward pass needs from the sums of all clips, of gradients and of those times pixels. */
    void setBackward(List<TrainedClip> clips, int at) {
        double[] sums = sums(clips, at);
        float[] numbers = new float[5 * channels];
        for (int c = 0; c < channels; c++) {
            double shift = sums[c] / HALVED;
            double scale = (sums[channels + c] / HALVED - mean[c] * shift) / deviation(c);
            double slope = norm.scale()[c] / deviation(c);
            double ofInput = -slope * scale / pixels / deviation(c);
            scaleGradient[c] = scale;
            shiftGradient[c] = shift;
            numbers[c] = forward.scale()[c];
            numbers[channels + c] = forward.shift()[c];
            numbers[2 * channels + c] = (float) (slope / HALVED);
            numbers[3 * channels + c] = (float) ofInput;
            numbers[4 * channels + c] = (float) (-slope * shift / pixels - ofInput * mean[c]);
        }
        backward = new BatchNormFactors(numbers);
    }

    private double[] sums(List<TrainedClip> clips, int at) {
        double[] total = new double[2 * channels];
        for (TrainedClip clip : clips) {
            for (int i = 0; i < total.length; i++) {
                total[i] += clip.numbers()[at + i];
            }
        }
        return total;
    }

    private double deviation(int channel) {
        return Math.sqrt(variance[channel] + norm.epsilon());
    }

    /** The norm as it is applied. */
    ScaleShift forward() {
        return forward;
    }

    /** Its gradient. */
    BatchNormFactors backward() {
        return backward;
    }

    /** Writes gradients, the mean, and the variance without bias. */
    void write(NetworkWeights.BatchNorm to) {
        for (int c = 0; c < channels; c++) {
            to.scale()[c] = (float) scaleGradient[c];
            to.shift()[c] = (float) shiftGradient[c];
            to.mean()[c] = (float) mean[c];
            to.variance()[c] = (float) (variance[c] * pixels / (pixels - 1));
        }
    }
}
