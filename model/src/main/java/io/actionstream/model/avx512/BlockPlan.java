package io.actionstream.model.avx512;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The passes of a residual block: [conv, layer norm, ReLU], then [conv, layer norm] + shortcut with the halving that
 * follows, or with the sums over everything that follow the last block.
 */
final class BlockPlan {
    private final Plan plan;
    private final FoldedWeights weights;
    private final String name;
    private final Features in;
    private final Features middle;
    private final UnaryOperator<RowRange> inputSeen;
    private final List<Band> first;
    private final Region scratch;

    /**
     * Plans the first pass.
     *
     * @param in what it takes
     * @param inputSeen gives the rows of the clip on which rows of that depend
     * @param rows that are kept of what the first pass hands to the second
     */
    BlockPlan(Plan plan, FoldedWeights weights, String name, Features in, UnaryOperator<RowRange> inputSeen, int rows) {
        this.plan = plan;
        this.weights = weights;
        this.name = name;
        this.in = in;
        ConvolutionPass pass = new ConvolutionPass(plan, plan.scratch(), weights, name + ".conv1", in);
        middle = Features.in(plan.clip(), in.frames(), in.height(), in.width(), pass.channels(), rows);
        this.inputSeen = inputSeen;
        first = bands(first(pass), Winograd.TILE, this::middleSeen, middle);
        scratch = plan.scratch();
    }

    private List<List<Call>> first(ConvolutionPass pass) {
        Place numbers = plan.constants().add(() -> weights.reluNumbers(name));
        NormRelu relu = new NormRelu(in.width(), middle.channels(), middle.rowBytes());
        return pass.bands((calls, t, y, rows, pixels, scales) ->
                calls.add(Call.of(relu, pixels, scales, numbers, middle.at(t, y, 0), Place.number(rows))));
    }

    private RowRange middleSeen(RowRange rows) {
        return inputSeen.apply(rows.with(1));
    }

    /** The rows of the clip on which rows of what the next block takes depend. */
    RowRange halvedSeen(RowRange rows) {
        return middleSeen(rows.doubled().with(1));
    }

    /** What the calls of a pass do, each band with so many rows of results. */
    private static List<Band> bands(List<List<Call>> calls, int count, UnaryOperator<RowRange> seen, Features results) {
        return IntStream.range(0, calls.size())
                .mapToObj(i -> {
                    RowRange rows = new RowRange(i * count, Math.min((i + 1) * count, results.height()));
                    return new Band(calls.get(i), rows, seen.apply(rows), results);
                })
                .toList();
    }

    /** The first pass. */
    List<Band> first() {
        return first;
    }

    /** What the next block takes. */
    Features halved() {
        return Features.in(plan.clip(), in.frames(), in.height() / 2, in.width() / 2, middle.channels());
    }

    /** The second pass with the halving. */
    List<Band> second(Features out) {
        return bands(halving(out), Winograd.TILE / 2, this::halvedSeen, out);
    }

    private List<List<Call>> halving(Features out) {
        ConvolutionPass pass = second();
        int channels = pass.channels();
        boolean projects = weights.has(name + ".projection");
        Projection shortcut = projects ? new Projection(plan, scratch, weights, name, in) : null;
        int rowBytes = in.width() * out.pixelBytes();
        int scaleRow = in.width() * Float.BYTES;
        NormAddPool pool = new NormAddPool(in.width(), channels, projects ? rowBytes : in.rowBytes(), projects);
        Place numbers = plan.constants().add(() -> weights.poolNumbers(name));
        return pass.bands((calls, t, y, rows, pixels, scales) -> {
            if (projects) {
                shortcut.add(calls, t, y, rows);
            }
            for (int row = 0; row < rows; row += 2) {
                long skipped = (long) row * rowBytes;
                long scalesSkipped = (long) row * scaleRow;
                calls.add(Call.of(
                        pool,
                        pixels.plus(skipped),
                        scales.plus(scalesSkipped),
                        numbers,
                        out.at(t, (y + row) / 2, 0),
                        projects ? shortcut.pixels().plus(skipped) : in.at(t, y + row, 0),
                        projects ? shortcut.scales().plus(scalesSkipped) : Place.number(0)));
            }
        });
    }

    /** Where the sums of each band of the last block lie: the channels', then the shortcut's. */
    List<Place> sums() {
        List<Place> sums = new ArrayList<>();
        for (int band = 0; band < in.tileRows(); band++) {
            sums.add(plan.clip().take(sumBytes()));
        }
        return sums;
    }

    private int sumBytes() {
        return 2 * middle.channels() * Float.BYTES;
    }

    /** The second pass with the sums of each band, by band. */
    List<List<Call>> second(List<Place> sums) {
        ConvolutionPass pass = second();
        Projection shortcut = new Projection(plan, scratch, weights, name, in);
        List<List<Call>> bands = pass.bands((calls, t, y, rows, pixels, scales) -> {
            shortcut.add(calls, t, y, rows);
            NormSums add = new NormSums(rows * in.width(), pass.channels());
            Place sum = sums.get(y / Winograd.TILE);
            calls.add(Call.of(add, pixels, scales, shortcut.pixels(), shortcut.scales(), sum));
        });
        ClearMemory clear = new ClearMemory(sumBytes() / Assembler.VECTOR_BYTES);
        for (int band = 0; band < bands.size(); band++) {
            bands.get(band).add(0, Call.of(clear, sums.get(band)));
        }
        return bands;
    }

    private ConvolutionPass second() {
        return new ConvolutionPass(plan, scratch, weights, name + ".conv2", middle);
    }
}
