package io.actionstream.model.avx512;

import java.util.List;

/** A residual block on the way forward and back. */
final class KeptBlock {
    private final Plan plan;
    private final FoldedWeights weights;
    private final String name;
    private final Features in;
    private final Features middle;
    private final KeptConvolution first;
    private final KeptConvolution second;
    private final KeptProjection projection; // null where the channel count stays
    private final Place quarter;
    private final int channels;

    /** Takes memory. */
    KeptBlock(Plan plan, FoldedWeights weights, Gradients gradients, String name, Features in) {
        this.plan = plan;
        this.weights = weights;
        this.name = name;
        this.in = in;
        first = new KeptConvolution(plan, weights, gradients, name + ".conv1", name + ".norm1", in);
        channels = first.channels();
        middle = Features.in(plan.kept(), in.frames(), in.height(), in.width(), channels);
        second = new KeptConvolution(plan, weights, gradients, name + ".conv2", name + ".norm2", middle);
        projection = weights.has(name + ".projection") ? new KeptProjection(plan, weights, gradients, name, in) : null;
        quarter = plan.constants().add(StemPool.NUMBERS);
    }

    int channels() {
        return channels;
    }

    /**
     * Adds the calls on the way forward; gives what the next block takes.
     *
     * @param before gives what this one takes
     */
    Features addHalved(List<Call> calls, Turns before) {
        Features out = Features.in(plan.kept(), in.frames(), in.height() / 2, in.width() / 2, channels);
        NormAddPool pool = new NormAddPool(
                in.width(),
                channels,
                projection == null ? in.rowBytes() : in.width() * channels * Float.BYTES,
                projection != null);
        Place numbers = plan.constants().add(() -> weights.poolNumbers(name));
        addForward(calls, before, (some, t, row, rows) -> {
            if (projection != null) {
                projection.addForward(some, t, row, rows);
            }
            for (int y = row; y < row + rows; y += 2) {
                some.add(Call.of(
                        pool,
                        second.pixels(t, y),
                        second.scales(t, y),
                        numbers,
                        out.at(t, y / 2, 0),
                        projection == null ? in.at(t, y, 0) : projection.pixels(t, y),
                        projection == null ? Place.number(0) : projection.scales(t, y)));
            }
        });
        return out;
    }

    /** Adds the calls on the way forward of the last block; gives where the sums lie: the channels', the shortcut's. */
    Place addSums(List<Call> calls) {
        int bytes = 2 * channels * Float.BYTES;
        Place sums = plan.clip().take(bytes);
        calls.add(Call.of(new ClearMemory(bytes / Assembler.VECTOR_BYTES), sums));
        addForward(calls, new Turns(), (some, t, row, rows) -> {
            projection.addForward(some, t, row, rows);
            some.add(Call.of(
                    new NormSums(rows * in.width(), channels),
                    second.pixels(t, row),
                    second.scales(t, row),
                    projection.pixels(t, row),
                    projection.scales(t, row),
                    sums));
        });
        return sums;
    }

    private void addForward(List<Call> calls, Turns before, KeptConvolution.Finish finish) {
        NormRelu relu = new NormRelu(in.width(), channels, middle.rowBytes());
        Place numbers = plan.constants().add(() -> weights.reluNumbers(name));
        KeptConvolution.Finish rectify = (some, t, row, rows) -> some.add(Call.of(
                relu, first.pixels(t, row), first.scales(t, row), numbers, middle.at(t, row, 0), Place.number(rows)));
        before.then(tileRow -> first.addForward(calls, tileRow, rectify))
                .then(tileRow -> second.addForward(calls, tileRow, finish))
                .take(in.tileRows());
    }

    /**
     * Adds the calls on the way back, where the results were halved.
     *
     * @param means gradients of the halved results
     * @param to where the gradients of the input go
     */
    void addBackward(List<Call> calls, Maps means, Maps to) {
        Unpool unpool = new Unpool(in.width(), channels, false);
        int rowBytes = in.width() * channels * Float.BYTES;
        KeptConvolution.Source source = (some, t, row, rows, at) -> {
            for (int y = 0; y < rows; y += 2) {
                some.add(Call.of(unpool, means.at(t, (row + y) / 2), at.plus((long) y * rowBytes), quarter));
            }
        };
        Unpool add = new Unpool(in.width(), channels, true);
        Shortcut kept = (some, row, end) -> {
            for (int t = 0; t < in.frames(); t++) {
                for (int y = row; y < end; y += 2) {
                    some.add(Call.of(add, means.at(t, y / 2), to.at(t, y), quarter));
                }
            }
        };
        addBackward(calls, source, to, projection == null ? kept : projected(source, to));
    }

    /**
     * Adds the calls on the way back of the last block.
     *
     * @param pixel gradients of the results, the same for each pixel
     * @param to where the gradients of the input go
     */
    void addBackward(List<Call> calls, Place pixel, Maps to) {
        KeptConvolution.Source source =
                (some, t, row, rows, at) -> some.add(Call.of(new CopyVectors(rows * in.width(), channels), pixel, at));
        addBackward(calls, source, to, projected(source, to));
    }

    /** Adds what comes back through the shortcut to the gradients of some rows of the input. */
    private interface Shortcut {
        void add(List<Call> calls, int row, int end);
    }

    private Shortcut projected(KeptConvolution.Source source, Maps to) {
        return (calls, row, end) -> projection.addBackward(calls, row, end, source, to);
    }

    private void addBackward(List<Call> calls, KeptConvolution.Source source, Maps to, Shortcut shortcut) {
        Maps between = Maps.in(plan.kept(), in.frames(), Winograd.TILE, in.width(), channels);
        ReluGradient relu = new ReluGradient(in.width(), channels, middle.rowBytes());
        KeptConvolution.Source rectified = (some, t, row, rows, at) -> some.add(
                Call.of(relu, between.at(t, row % Winograd.TILE), middle.at(t, row, 0), at, Place.number(rows)));
        new Turns()
                .then(tileRow -> second.addTimeBackward(calls, tileRow, source))
                .then(tileRow -> {
                    second.addSpaceBackward(calls, tileRow, between.start(), between.frameBytes());
                    first.addTimeBackward(calls, tileRow, rectified);
                })
                .then(tileRow -> {
                    int row = tileRow * Winograd.TILE;
                    int end = in.endOf(tileRow);
                    first.addSpaceBackward(calls, tileRow, to.at(0, row), to.frameBytes());
                    shortcut.add(calls, row, end);
                })
                .take(in.tileRows());
    }
}
