package io.actionstream.model.avx512;

import java.util.ArrayList;
import java.util.List;

/**
 * The passes of a residual block: [conv, layer norm, ReLU], then [conv, layer norm] + shortcut with the halving that
 * follows, or the sums over everything that follow the last block.
 */
final class BlockPlan {
    private static final float EPSILON = 1e-3f;

    private final Plan plan;
    private final FoldedWeights weights;
    private final String name;
    private final Features in;
    private final int channels;

    BlockPlan(Plan plan, FoldedWeights weights, String name, Features in) {
        this.plan = plan;
        this.weights = weights;
        this.name = name;
        this.in = in;
        this.channels = weights.of(name + ".conv1.spatial").bias().length;
    }

    /** Plans both passes; gives what the next block takes. */
    Features addHalved() {
        Features middle = rectified();
        Features out = Features.in(plan.clip(), in.frames(), in.height() / 2, in.width() / 2, channels);
        Region scratch = plan.scratch();
        Convolved convolved = new Convolved(scratch, middle, ".conv2");
        boolean projects = weights.has(name + ".projection");
        Shortcut shortcut = projects ? new Shortcut(scratch) : null;
        FoldedWeights.Layer norm = weights.of(name + ".norm2");
        Place numbers = plan.constants().add(numbers(norm, projects));
        NormAddPool pool = new NormAddPool(
                in.width(), channels, projects ? in.width() * channels * Float.BYTES : in.rowBytes(), projects);
        List<List<Call>> bands = new ArrayList<>();
        for (int band = 0; band < in.tileRows(); band++) {
            List<Call> calls = new ArrayList<>();
            convolved.addSpatial(calls, band);
            for (int t = 0; t < in.frames(); t++) {
                convolved.addTemporal(calls, t, band);
                if (projects) {
                    shortcut.add(calls, t, band);
                }
                for (int y = 0; y < rows(band); y += 2) {
                    long skipped = (long) y * in.width();
                    calls.add(Call.of(
                            pool,
                            convolved.pixels.plus(skipped * channels * Float.BYTES),
                            convolved.scales.plus(skipped * Float.BYTES),
                            numbers,
                            out.at(t, (band * Winograd.TILE + y) / 2, 0),
                            projects
                                    ? shortcut.pixels.plus(skipped * channels * Float.BYTES)
                                    : in.at(t, band * Winograd.TILE + y, 0),
                            projects ? shortcut.scales.plus(skipped * Float.BYTES) : Place.number(0)));
                }
            }
            bands.add(calls);
        }
        plan.pass(bands);
        return out;
    }

    /** Plans both passes; gives where the sums of each band lie: the channels', then the shortcut's. */
    List<Place> addSums() {
        Features middle = rectified();
        Region scratch = plan.scratch();
        Convolved convolved = new Convolved(scratch, middle, ".conv2");
        Shortcut shortcut = new Shortcut(scratch);
        List<Place> sums = new ArrayList<>();
        List<List<Call>> bands = new ArrayList<>();
        for (int band = 0; band < in.tileRows(); band++) {
            Place sum = plan.clip().take(2L * channels * Float.BYTES);
            sums.add(sum);
            List<Call> calls = new ArrayList<>();
            convolved.addSpatial(calls, band);
            calls.add(Call.of(new ClearMemory(2 * channels / Assembler.LANES), sum));
            for (int t = 0; t < in.frames(); t++) {
                convolved.addTemporal(calls, t, band);
                shortcut.add(calls, t, band);
                NormSums add = new NormSums(rows(band) * in.width(), channels);
                calls.add(Call.of(add, convolved.pixels, convolved.scales, shortcut.pixels, shortcut.scales, sum));
            }
            bands.add(calls);
        }
        plan.pass(bands);
        return sums;
    }

    private Features rectified() {
        Features out = Features.in(plan.clip(), in.frames(), in.height(), in.width(), channels);
        Convolved convolved = new Convolved(plan.scratch(), in, ".conv1");
        FoldedWeights.Layer norm = weights.of(name + ".norm1");
        Place numbers = plan.constants().add(concat(norm.weight(), norm.bias()));
        NormRelu relu = new NormRelu(in.width(), channels, out.rowBytes());
        List<List<Call>> bands = new ArrayList<>();
        for (int band = 0; band < in.tileRows(); band++) {
            List<Call> calls = new ArrayList<>();
            convolved.addSpatial(calls, band);
            for (int t = 0; t < in.frames(); t++) {
                convolved.addTemporal(calls, t, band);
                calls.add(Call.of(
                        relu,
                        convolved.pixels,
                        convolved.scales,
                        numbers,
                        out.at(t, band * Winograd.TILE, 0),
                        Place.number(rows(band))));
            }
            bands.add(calls);
        }
        plan.pass(bands);
        return out;
    }

    private float[] numbers(FoldedWeights.Layer norm, boolean projects) {
        if (projects) {
            FoldedWeights.Layer other = weights.of(name + ".projection_norm");
            return NormAddPool.numbers(norm.weight(), norm.bias(), other.weight(), other.bias());
        }
        float[] ones = new float[channels];
        java.util.Arrays.fill(ones, 1);
        return NormAddPool.numbers(norm.weight(), norm.bias(), ones, new float[channels]);
    }

    private int rows(int band) {
        return Math.min(Winograd.TILE, in.height() - band * Winograd.TILE);
    }

    private int pixels(int band) {
        return rows(band) * in.width();
    }

    private static float[] concat(float[] a, float[] b) {
        float[] both = java.util.Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private Place pixelsIn(Region scratch) {
        return scratch.take(((long) Winograd.TILE * in.width() + Assembler.LANES) * channels * Float.BYTES);
    }

    private Place scalesIn(Region scratch) {
        return scratch.take(((long) Winograd.TILE * in.width() + Assembler.LANES) * Float.BYTES);
    }

    /** A (2+1)D convolution and the scales of its layer norm, a frame of a band at a time. */
    private final class Convolved {
        final Place pixels;
        final Place scales;
        private final SpatialConvolution spatial;
        private final Place normNumbers = plan.constants().add(NormScales.numbers(channels, EPSILON));
        private final FoldedWeights.Layer layer;
        private TemporalConvolution whole;
        private TemporalConvolution last;

        Convolved(Region scratch, Features from, String convolutions) {
            spatial = new SpatialConvolution(plan, scratch, from, weights.of(name + convolutions + ".spatial"), 1);
            layer = weights.centred(name + convolutions + ".temporal");
            pixels = pixelsIn(scratch);
            scales = scalesIn(scratch);
            whole = temporal(0);
            last = temporal(in.tileRows() - 1);
        }

        private TemporalConvolution temporal(int band) {
            return TemporalConvolution.of(
                    plan.constants(), layer, channels, pixels(band), in.frames(), spatial.frameBytes());
        }

        void addSpatial(List<Call> calls, int band) {
            spatial.add(calls, band);
        }

        void addTemporal(List<Call> calls, int t, int band) {
            TemporalConvolution temporal = band == in.tileRows() - 1 ? last : whole;
            calls.add(temporal.call(t, spatial.result(), pixels));
            calls.add(Call.of(new NormScales(BlockPlan.this.pixels(band), channels), pixels, scales, normNumbers));
        }
    }

    /** The projected shortcut and the scales of its layer norm, a frame of a band at a time. */
    private final class Shortcut {
        final Place pixels;
        final Place scales;
        private final Place projection;
        private final Place bias;
        private final Place normNumbers = plan.constants().add(NormScales.numbers(channels, EPSILON));

        Shortcut(Region scratch) {
            FoldedWeights.Layer layer = weights.centred(name + ".projection");
            int inputs = in.channels();
            double[] transposed = new double[layer.weight().length];
            for (int i = 0; i < transposed.length; i++) {
                transposed[i % inputs * channels + i / inputs] = layer.weight()[i];
            }
            projection = plan.constants().add(MatrixProduct.packed(transposed, 1, inputs, channels));
            bias = plan.constants().add(layer.bias());
            pixels = pixelsIn(scratch);
            scales = scalesIn(scratch);
        }

        void add(List<Call> calls, int t, int band) {
            int panel = in.channels() * MatrixProduct.panelVectors(channels) * Assembler.VECTOR_BYTES;
            MatrixProduct product = new MatrixProduct(
                    in.width(),
                    in.channels(),
                    channels,
                    in.pixelBytes(),
                    0,
                    in.rowBytes(),
                    0,
                    panel,
                    in.width() * channels * Float.BYTES,
                    true);
            calls.add(Call.of(
                    product,
                    in.at(t, band * Winograd.TILE, 0),
                    projection,
                    pixels,
                    bias,
                    Place.number(1),
                    Place.number(rows(band))));
            calls.add(Call.of(new NormScales(BlockPlan.this.pixels(band), channels), pixels, scales, normNumbers));
        }
    }
}
