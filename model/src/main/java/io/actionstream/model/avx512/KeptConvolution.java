package io.actionstream.model.avx512;

import java.util.List;

/**
 * A (2+1)D convolution and its layer norm on the way forward and back: it keeps what came out of both convolutions.
 */
final class KeptConvolution {
    private final Features in;
    private final Maps spatial;
    private final Maps temporal;
    private final KeptNorm norm;
    private final int rows;
    private final Place chunk;
    private final int chunkFrame;
    private final Features spatialGradients;
    private final SpatialConvolution overSpace;
    private final SpatialConvolution spaceBack;
    private final SpatialGradient spaceGradient;
    private final TemporalConvolution overTime;
    private final TemporalConvolution timeBack;
    private final TemporalGradient timeGradient;
    private final Place temporalBias;
    private final Place spatialBias;

    /** What is done with some rows of a frame on the way forward. */
    interface Finish {
        /** Adds calls. */
        void add(List<Call> calls, int frame, int row, int rows);
    }

    /** Where the gradients of the norm's results come from. */
    interface Source {
        /** Adds calls that bring those of some rows of a frame to a place. */
        void add(List<Call> calls, int frame, int row, int rows, Place to);
    }

    /**
     * Takes memory.
     *
     * @param name of the convolutions
     * @param normName of the layer norm
     */
    KeptConvolution(Plan plan, FoldedWeights weights, Gradients gradients, String name, String normName, Features in) {
        this.in = in;
        String space = name + ".spatial";
        String time = name + ".temporal";
        SpatialWeights spaceWeights =
                SpatialWeights.of(plan, plan.factors().columns(in.width()), () -> weights.of(space));
        int channels = spaceWeights.outputs();
        spatial = Maps.in(plan.kept(), in.frames(), in.height(), in.width(), channels);
        temporal = Maps.in(plan.kept(), in.frames(), in.height(), in.width(), channels);
        int seen = Turns.ROWS_SEEN * Winograd.TILE;
        spatialGradients = Features.in(plan.kept(), in.frames(), in.height(), in.width(), channels, seen);
        Region scratch = plan.scratch();
        norm = new KeptNorm(plan, scratch, weights, gradients, normName, temporal);
        rows = ConvolutionPass.rowsAtOnce(channels);
        chunkFrame = rows * temporal.rowBytes();
        chunk = scratch.take((long) in.frames() * chunkFrame);
        overSpace = new SpatialConvolution(plan, scratch, in, spaceWeights);
        spaceBack = new SpatialConvolution(
                plan,
                scratch,
                spatialGradients,
                SpatialWeights.of(plan, Winograd.ROWS, () -> weights.spatialBackward(space)));
        Place spatialSums = gradients.ofSpatial(space, in.channels(), channels);
        spaceGradient = new SpatialGradient(plan, scratch, in, spatialGradients, spatialSums);
        spatialBias = gradients.ofBias(space, channels, false);
        TemporalWeights timeWeights = TemporalWeights.of(plan, () -> weights.centred(time));
        TemporalWeights timeBackWeights = TemporalWeights.of(plan, () -> weights.centredBackward(time));
        int from = spatial.frameBytes();
        int frames = in.frames();
        overTime = new TemporalConvolution(scratch, timeWeights, frames, in.width(), from, temporal.frameBytes());
        int back = Math.toIntExact(spatialGradients.frameBytes());
        timeBack = new TemporalConvolution(scratch, timeBackWeights, frames, in.width(), chunkFrame, back);
        Place temporalSums = gradients.ofTemporal(time, channels, true);
        timeGradient = new TemporalGradient(scratch, timeWeights, frames, in.width(), from, chunkFrame, temporalSums);
        temporalBias = gradients.ofBias(time, channels, true);
    }

    int channels() {
        return temporal.channels();
    }

    /** What came out of the convolutions, of the rows that start with one; its mean over channels is zero. */
    Place pixels(int frame, int row) {
        return temporal.at(frame, row);
    }

    Place scales(int frame, int row) {
        return norm.scales(frame, row);
    }

    /** Adds the calls on the way forward, for a row of tiles. */
    void addForward(List<Call> calls, int tileRow, Finish finish) {
        int first = tileRow * Winograd.TILE;
        int end = in.endOf(tileRow);
        overSpace.add(calls, tileRow, spatial.at(0, first), spatial.frameBytes());
        for (int row = first; row < end; row++) {
            overTime.add(calls, spatial.at(0, row), temporal.at(0, row));
        }
        for (int t = 0; t < in.frames(); t++) {
            norm.addScales(calls, t, first, end - first);
            finish.add(calls, t, first, end - first);
        }
    }

    /**
     * Adds the calls on the way back through the norm and over time, for a row of tiles.
     *
     * @param source of the gradients of the norm's results
     */
    void addTimeBackward(List<Call> calls, int tileRow, Source source) {
        int start = tileRow * Winograd.TILE;
        int end = in.endOf(tileRow);
        for (int first = start; first < end; first += rows) {
            int some = Math.min(rows, end - first);
            for (int t = 0; t < in.frames(); t++) {
                Place gradients = chunk.plus((long) t * chunkFrame);
                source.add(calls, t, first, some, gradients);
                norm.addGradients(calls, t, first, some, gradients);
                ChannelSums sums = new ChannelSums(some * in.width(), channels());
                calls.add(Call.of(sums, gradients, temporalBias));
            }
            for (int row = 0; row < some; row++) {
                Place gradients = chunk.plus((long) row * temporal.rowBytes());
                timeGradient.add(calls, spatial.at(0, first + row), gradients);
                timeBack.add(calls, gradients, spatialGradients.at(0, first + row, 0));
            }
        }
        int pixels = (end - start) * spatialGradients.rowBytes() / spatialGradients.pixelBytes();
        ChannelSums sums = new ChannelSums(pixels, channels());
        for (int t = 0; t < in.frames(); t++) {
            calls.add(Call.of(sums, spatialGradients.at(t, start, -1), spatialBias));
        }
    }

    /**
     * Adds the calls on the way back over space, for a row of tiles.
     *
     * @param to where the gradients of the input go
     * @param frameBytes from those of a frame to those of the next
     */
    void addSpaceBackward(List<Call> calls, int tileRow, Place to, long frameBytes) {
        spaceGradient.add(calls, tileRow);
        spaceBack.add(calls, tileRow, to, frameBytes);
    }
}
