package io.actionstream.model.avx512;

import java.util.List;

/** A 3x3 convolution of a row of tiles, by {@link Winograd}, for so many frames that products have rows enough. */
final class SpatialConvolution {
    private static final int MOST_PRODUCTS = 36 * 40;

    private final Features in;
    private final int chunk;
    private final int pointBytes;
    private final MatrixProduct product;
    private final WinogradOutput output;
    private final SpatialWeights weights;
    private final Place inputNumbers;
    private final Place outputNumbers;
    private final Place values;
    private final Place products;

    /** Takes memory. */
    SpatialConvolution(Plan plan, Region scratch, Features in, SpatialWeights weights) {
        this.in = in;
        this.weights = weights;
        int columns = weights.columns().tiles(in.width());
        int points = Winograd.points(weights.columns());
        chunk = framesAtOnce(in, weights.columns());
        int rows = chunk * columns;
        int number = weights.factors().bytes();
        pointBytes = Winograd.pointBytes(rows, weights.inputs(), number);
        int to = Winograd.pointBytes(rows, weights.outputs(), Float.BYTES);
        output = new WinogradOutput(
                weights.columns(), columns, weights.outputs(), in.width() * weights.outputs() * Float.BYTES, to);
        product = new MatrixProduct(
                rows,
                weights.inputs(),
                weights.outputs(),
                weights.inputs() * number,
                pointBytes,
                weights.inputs() * weights.outputs() * number,
                to,
                MatrixProduct.Start.ZERO,
                weights.factors());
        inputNumbers = plan.constants().add(Filter.INPUT_NUMBERS);
        outputNumbers = plan.constants().add(Filter.OUTPUT_NUMBERS);
        values = scratch.take((long) points * pointBytes);
        products = scratch.take((long) points * to);
    }

    /** The most frames that divide a clip and whose tiles do not have too many products for the caches. */
    static int framesAtOnce(Features in, Filter columns) {
        int products = columns.tiles(in.width()) * Winograd.points(columns);
        int frames = in.frames();
        while (frames > 1 && (in.frames() % frames != 0 || frames * products > MOST_PRODUCTS)) {
            frames--;
        }
        return frames;
    }

    /** Bytes of the results of a row of tiles, and of what hangs over its end. */
    static int bandBytes(Features in, int outputs) {
        return (Winograd.TILE * in.width() + Winograd.MOST_COLUMNS) * outputs * Float.BYTES;
    }

    /**
     * Adds the calls for all frames of a row of tiles.
     *
     * @param to where its four rows go, one after the other; what is below the last row of all is garbage
     * @param frameBytes from the rows of a frame to those of the next
     */
    void add(List<Call> calls, int tileRow, Place to, long frameBytes) {
        WinogradInput input = new WinogradInput(
                weights.columns(), output.tiles(), in.channels(), in.window(tileRow), pointBytes, weights.factors());
        for (int first = 0; first < in.frames(); first += chunk) {
            for (int i = 0; i < chunk; i++) {
                Place values = this.values.plus((long) i * input.tiles() * product.row());
                calls.add(Call.of(input, in.windowAt(first + i, tileRow), values, inputNumbers));
            }
            calls.add(Call.of(
                    product,
                    values,
                    weights.points(),
                    products,
                    weights.bias(),
                    Place.number(Winograd.points(weights.columns()))));
            for (int i = 0; i < chunk; i++) {
                Place from = products.plus((long) i * output.tiles() * output.channels() * Float.BYTES);
                calls.add(Call.of(output, from, to.plus((first + i) * frameBytes), weights.bias(), outputNumbers));
            }
        }
    }
}
