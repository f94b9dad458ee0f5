package io.actionstream.model.avx512;

import java.util.List;

/** A 3x3 convolution of a band of tiles, by {@link Winograd}, for so many frames that a product has rows enough. */
final class SpatialConvolution {
    private static final int MOST_ROWS = 40;

    private final Features in;
    private final int frameBytes;
    private final int chunk;
    private final WinogradInput input;
    private final MatrixProduct product;
    private final WinogradOutput output;
    private final Place weights;
    private final Place bias;
    private final Place inputNumbers;
    private final Place outputNumbers;
    private final Place values;
    private final Place products;
    private final Place temporary;
    private final Place result;

    /**
     * Packs weights and takes memory.
     *
     * @param layer (outputs, inputs, 1, 3, 3)
     */
    SpatialConvolution(Plan plan, Region scratch, Features in, FoldedWeights.Layer layer) {
        this.in = in;
        int outputs = layer.bias().length;
        int inputs = in.channels();
        int columns = in.tileColumns();
        chunk = framesAtOnce(columns);
        int rows = chunk * columns;
        int from = Winograd.pointBytes(rows, inputs);
        int to = Winograd.pointBytes(rows, outputs);
        int rowBytes = in.width() * outputs * Float.BYTES;
        frameBytes = Winograd.TILE * rowBytes + Winograd.TILE * outputs * Float.BYTES;
        input = new WinogradInput(columns, inputs, in.rowBytes(), from);
        output = new WinogradOutput(columns, outputs, rowBytes, to);
        int matrix = inputs * outputs * Float.BYTES;
        product = new MatrixProduct(rows, inputs, outputs, in.pixelBytes(), from, matrix, to, false);
        double[] points = Winograd.transformed(layer.weight(), outputs, inputs);
        weights = plan.constants().add(MatrixProduct.packed(points, inputs, outputs));
        bias = plan.constants().add(layer.bias());
        inputNumbers = plan.constants().add(WinogradInput.NUMBERS);
        outputNumbers = plan.constants().add(WinogradOutput.NUMBERS);
        values = scratch.take((long) Winograd.POINTS * from);
        products = scratch.take((long) Winograd.POINTS * to);
        temporary = scratch.take((long) Winograd.POINTS * Assembler.VECTOR_BYTES);
        result = scratch.take((long) in.frames() * frameBytes);
    }

    private int framesAtOnce(int tiles) {
        int frames = in.frames();
        while (frames > 1 && (in.frames() % frames != 0 || frames * tiles > MOST_ROWS)) {
            frames--;
        }
        return frames;
    }

    /** Bytes from a frame of {@link #result} to the next. */
    int frameBytes() {
        return frameBytes;
    }

    /** Where the rows of a band lie, one after the other, frame after frame. */
    Place result() {
        return result;
    }

    /** Adds the calls for all frames of a row of tiles. */
    void add(List<Call> calls, int tileRow) {
        int row = Winograd.TILE * tileRow - 1;
        for (int first = 0; first < in.frames(); first += chunk) {
            for (int i = 0; i < chunk; i++) {
                Place to = values.plus((long) i * input.tiles() * in.pixelBytes());
                calls.add(Call.of(input, in.at(first + i, row, -1), to, temporary, inputNumbers));
            }
            calls.add(Call.of(product, values, weights, products, bias, Place.number(Winograd.POINTS)));
            for (int i = 0; i < chunk; i++) {
                Place from = products.plus((long) i * output.tiles() * output.channels() * Float.BYTES);
                Place to = result.plus((long) (first + i) * frameBytes);
                calls.add(Call.of(output, from, to, bias, outputNumbers));
            }
        }
    }
}
