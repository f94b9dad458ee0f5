package io.actionstream.model.avx512;

import java.util.List;

/** A 3x3 convolution of a band of tiles, by {@link Winograd}, for so many frames that a product has rows enough. */
final class SpatialConvolution {
    private static final int MOST_ROWS = 40;
    private static final int ONE_TAP = 1;

    private final Features in;
    private final int tileRows;
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
     * @param tileRows rows of tiles in a band
     */
    SpatialConvolution(Plan plan, Region scratch, Features in, FoldedWeights.Layer layer, int tileRows) {
        this.in = in;
        this.tileRows = tileRows;
        int outputs = layer.bias().length;
        int inputs = in.channels();
        int columns = in.tileColumns();
        chunk = framesAtOnce(tileRows * columns);
        int rows = chunk * tileRows * columns;
        int from = Winograd.pointBytes(rows, inputs);
        int to = Winograd.pointBytes(rows, outputs);
        int rowBytes = in.width() * outputs * Float.BYTES;
        frameBytes = tileRows * Winograd.TILE * rowBytes + Winograd.TILE * outputs * Float.BYTES;
        input = new WinogradInput(columns, inputs, in.rowBytes(), from);
        output = new WinogradOutput(columns, outputs, rowBytes, to);
        int matrix = inputs * outputs * Float.BYTES;
        int panel = inputs * MatrixProduct.panelVectors(outputs) * Assembler.VECTOR_BYTES;
        product = new MatrixProduct(rows, inputs, outputs, in.pixelBytes(), 0, from, matrix, panel, to, false);
        weights = plan.constants().add(packed(Winograd.transformed(layer.weight(), outputs, inputs), inputs, outputs));
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

    private static float[] packed(double[] points, int inputs, int outputs) {
        float[] packed = new float[points.length];
        int matrix = inputs * outputs;
        for (int point = 0; point < Winograd.POINTS; point++) {
            double[] weights = java.util.Arrays.copyOfRange(points, point * matrix, (point + 1) * matrix);
            System.arraycopy(MatrixProduct.packed(weights, 1, inputs, outputs), 0, packed, point * matrix, matrix);
        }
        return packed;
    }

    /** Bytes from a frame of {@link #result} to the next. */
    int frameBytes() {
        return frameBytes;
    }

    /** Where the rows of a band lie, one after the other, frame after frame. */
    Place result() {
        return result;
    }

    /** Adds the calls for all frames of a band. */
    void add(List<Call> calls, int firstTileRow) {
        for (int first = 0; first < in.frames(); first += chunk) {
            for (int i = 0; i < chunk * tileRows; i++) {
                int row = Winograd.TILE * (firstTileRow + i % tileRows);
                calls.add(Call.of(
                        input,
                        in.at(first + i / tileRows, row - 1, -1),
                        values.plus((long) i * input.tiles() * in.pixelBytes()),
                        temporary,
                        inputNumbers));
            }
            calls.add(Call.of(
                    product, values, weights, products, bias, Place.number(ONE_TAP), Place.number(Winograd.POINTS)));
            for (int i = 0; i < chunk * tileRows; i++) {
                Place to = result.plus((long) (first + i / tileRows) * frameBytes
                        + (long) i % tileRows * Winograd.TILE * output.row());
                Place from = products.plus((long) i * output.tiles() * output.channels() * Float.BYTES);
                calls.add(Call.of(output, from, to, bias, outputNumbers));
            }
        }
    }
}
