package io.actionstream.model.avx512;

import java.util.List;

/** Adds up the gradient of a 3x3 convolution's weights, a row of tiles of a few frames at a time. */
final class SpatialGradient {
    private final Features in;
    private final Features out;
    private final int chunk;
    private final int pointBytes;
    private final WinogradOutputGradient output;
    private final OuterProducts products;
    private final Place inputNumbers;
    private final Place outputNumbers;
    private final Place inputs;
    private final Place outputs;
    private final Place sums;

    /**
     * Takes memory.
     *
     * @param in what the convolution took
     * @param out its outputs' gradients
     * @param sums of the points, (36, inputs, outputs)
     */
    SpatialGradient(Plan plan, Region scratch, Features in, Features out, Place sums) {
        this.in = in;
        this.out = out;
        this.sums = sums;
        int columns = Winograd.ROWS.tiles(in.width());
        chunk = SpatialConvolution.framesAtOnce(in, Winograd.ROWS);
        int rows = chunk * columns;
        pointBytes = Winograd.pointBytes(rows, in.channels(), Float.BYTES);
        int to = Winograd.pointBytes(rows, out.channels(), Float.BYTES);
        output = new WinogradOutputGradient(columns, out.channels(), out.rowBytes(), to);
        products = new OuterProducts(
                rows, in.channels(), out.channels(), in.pixelBytes(), out.pixelBytes(), pointBytes, to);
        inputNumbers = plan.constants().add(Filter.INPUT_NUMBERS);
        outputNumbers = plan.constants().add(Filter.OUTPUT_NUMBERS);
        inputs = scratch.take((long) Winograd.points(Winograd.ROWS) * pointBytes);
        outputs = scratch.take((long) Winograd.points(Winograd.ROWS) * to);
    }

    /** Adds the calls for all frames of a row of tiles. */
    void add(List<Call> calls, int tileRow) {
        WinogradInput input = new WinogradInput(
                Winograd.ROWS, output.tiles(), in.channels(), in.window(tileRow), pointBytes, Factors.FLOAT32);
        for (int first = 0; first < in.frames(); first += chunk) {
            for (int i = 0; i < chunk; i++) {
                Place x = inputs.plus((long) i * input.tiles() * in.pixelBytes());
                calls.add(Call.of(input, in.windowAt(first + i, tileRow), x, inputNumbers));
                Place y = outputs.plus((long) i * output.tiles() * out.pixelBytes());
                calls.add(Call.of(output, out.at(first + i, Winograd.TILE * tileRow, 0), y, outputNumbers));
            }
            calls.add(Call.of(products, inputs, outputs, sums, Place.number(Winograd.points(Winograd.ROWS))));
        }
    }
}
