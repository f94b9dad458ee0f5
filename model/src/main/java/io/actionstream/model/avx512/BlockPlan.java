package io.actionstream.model.avx512;

import java.util.ArrayList;
import java.util.List;

/**
 * The passes of a residual block: [conv, layer norm, ReLU], then [conv, layer norm] + shortcut with the halving that
 * follows, or with the sums over everything that follow the last block.
 */
final class BlockPlan {
    private final Plan plan;
    private final FoldedWeights weights;
    private final String name;
    private final Features in;
    private final Region scratch;

    BlockPlan(Plan plan, FoldedWeights weights, String name, Features in) {
        this.plan = plan;
        this.weights = weights;
        this.name = name;
        this.in = in;
        this.scratch = plan.scratch();
    }

    /** Plans both passes; gives what the next block takes. */
    Features addHalved() {
        ConvolutionPass pass = second();
        int channels = pass.channels();
        Features out = Features.in(plan.clip(), in.frames(), in.height() / 2, in.width() / 2, channels);
        boolean projects = weights.has(name + ".projection");
        Projection shortcut = projects ? new Projection(plan, scratch, weights, name, in) : null;
        int rowBytes = in.width() * out.pixelBytes();
        int scaleRow = in.width() * Float.BYTES;
        NormAddPool pool = new NormAddPool(in.width(), channels, projects ? rowBytes : in.rowBytes(), projects);
        Place numbers = plan.constants().add(() -> weights.poolNumbers(name));
        plan.pass(pass.bands((calls, t, y, rows, pixels, scales) -> {
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
        }));
        return out;
    }

    /** Plans both passes; gives where the sums of each band lie: the channels', then the shortcut's. */
    List<Place> addSums() {
        ConvolutionPass pass = second();
        Projection shortcut = new Projection(plan, scratch, weights, name, in);
        int bytes = 2 * pass.channels() * Float.BYTES;
        List<Place> sums = new ArrayList<>();
        for (int band = 0; band < in.tileRows(); band++) {
            sums.add(plan.clip().take(bytes));
        }
        List<List<Call>> bands = pass.bands((calls, t, y, rows, pixels, scales) -> {
            shortcut.add(calls, t, y, rows);
            NormSums add = new NormSums(rows * in.width(), pass.channels());
            Place sum = sums.get(y / Winograd.TILE);
            calls.add(Call.of(add, pixels, scales, shortcut.pixels(), shortcut.scales(), sum));
        });
        ClearMemory clear = new ClearMemory(bytes / Assembler.VECTOR_BYTES);
        for (int band = 0; band < bands.size(); band++) {
            bands.get(band).add(0, Call.of(clear, sums.get(band)));
        }
        plan.pass(bands);
        return sums;
    }

    /** Plans the first pass; gives the second's convolutions. */
    private ConvolutionPass second() {
        ConvolutionPass first = new ConvolutionPass(plan, plan.scratch(), weights, name + ".conv1", in);
        int channels = first.channels();
        Features middle = Features.in(plan.clip(), in.frames(), in.height(), in.width(), channels);
        Place numbers = plan.constants().add(() -> weights.reluNumbers(name));
        NormRelu relu = new NormRelu(in.width(), channels, middle.rowBytes());
        plan.pass(first.bands((calls, t, y, rows, pixels, scales) ->
                calls.add(Call.of(relu, pixels, scales, numbers, middle.at(t, y, 0), Place.number(rows)))));
        return new ConvolutionPass(plan, scratch, weights, name + ".conv2", middle);
    }
}
