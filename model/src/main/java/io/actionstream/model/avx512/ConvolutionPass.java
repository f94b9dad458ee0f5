package io.actionstream.model.avx512;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A (2+1)D convolution and the scales of the layer norm behind it, in bands: a row of tiles over space for all frames,
 * then a few rows of pixels at a time over time.
 */
final class ConvolutionPass {
    /** Channels from which on weights are so many that more pixels should share them. */
    private static final int MANY_CHANNELS = 128;

    private final Features in;
    private final int channels;
    private final Region scratch;
    private final SpatialConvolution spatial;
    private final Place band;
    private final int frameBytes;
    private final TemporalWeights weights;
    private final Map<Integer, TemporalConvolution> temporals = new HashMap<>();
    private final Place scales;
    private final Place numbers;

    /** What is done with some rows of a frame. */
    interface Finish {

        /**
         * Adds calls.
         *
         * @param y the first row
         * @param pixels of the rows, one after the other
         * @param scales of the pixels
         */
        void add(List<Call> calls, int frame, int y, int rows, Place pixels, Place scales);
    }

    /**
     * Takes memory.
     *
     * @param name of the convolutions
     */
    ConvolutionPass(Plan plan, Region scratch, FoldedWeights folded, String name, Features in) {
        this.in = in;
        this.scratch = scratch;
        spatial = new SpatialConvolution(
                plan,
                scratch,
                in,
                SpatialWeights.of(plan, plan.factors().columns(in.width()), () -> folded.of(name + ".spatial")));
        weights = TemporalWeights.of(plan, () -> folded.centred(name + ".temporal"));
        channels = weights.channels();
        frameBytes = SpatialConvolution.bandBytes(in, channels);
        band = scratch.take((long) in.frames() * frameBytes);
        scales = scratch.take(((long) rowsAtOnce(channels) * in.width() + Assembler.LANES) * Float.BYTES);
        numbers = plan.constants().add(NormScales.numbers(channels));
    }

    /** Rows that are worked on together. */
    static int rowsAtOnce(int channels) {
        return channels < MANY_CHANNELS ? Winograd.TILE / 2 : Winograd.TILE;
    }

    /** The calls of every band. */
    List<List<Call>> bands(Finish finish) {
        List<List<Call>> bands = new ArrayList<>();
        for (int tileRow = 0; tileRow < in.tileRows(); tileRow++) {
            List<Call> calls = new ArrayList<>();
            spatial.add(calls, tileRow, band, frameBytes);
            int first = tileRow * Winograd.TILE;
            int end = in.endOf(tileRow);
            for (int y = first; y < end; y += rowsAtOnce(channels)) {
                int rows = Math.min(rowsAtOnce(channels), end - y);
                Place pixels = band.plus((y - first) * rowBytes());
                overTime(calls, pixels, y, rows, finish);
            }
            bands.add(calls);
        }
        return bands;
    }

    private void overTime(List<Call> calls, Place pixels, int y, int rows, Finish finish) {
        int count = rows * in.width();
        temporals
                .computeIfAbsent(
                        count,
                        some -> new TemporalConvolution(scratch, weights, in.frames(), some, frameBytes, frameBytes))
                .add(calls, pixels, pixels);
        for (int t = 0; t < in.frames(); t++) {
            Place ofFrame = pixels.plus((long) t * frameBytes);
            calls.add(Call.of(new NormScales(count, channels), ofFrame, scales, numbers));
            finish.add(calls, t, y, rows, ofFrame, scales);
        }
    }

    private long rowBytes() {
        return (long) in.width() * channels * Float.BYTES;
    }

    int channels() {
        return channels;
    }
}
