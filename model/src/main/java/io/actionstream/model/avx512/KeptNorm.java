package io.actionstream.model.avx512;

import java.util.List;

/** A layer norm on the way forward and back: it keeps its {@link NormScales}. */
final class KeptNorm {
    private final Maps maps;
    private final Place gains;
    private final Place numbers;
    private final Place scales;
    private final Place dots;
    private final Place gradients;

    /**
     * Takes memory.
     *
     * @param name of its weights
     * @param maps what it normalises
     */
    KeptNorm(Plan plan, Region scratch, FoldedWeights weights, Gradients gradients, String name, Maps maps) {
        this.maps = maps;
        int channels = maps.channels();
        gains = plan.constants().add(() -> weights.of(name).weight());
        numbers = plan.constants().add(NormScales.numbers(channels));
        scales = plan.kept().take((long) maps.frames() * scaleFrame());
        dots = scratch.take(scaleFrame());
        this.gradients = gradients.ofNorm(name, channels);
    }

    /** Bytes of a frame's scales. */
    private int scaleFrame() {
        return (maps.height() * maps.width() + Assembler.LANES) * Float.BYTES;
    }

    /** The scales of the rows that start with one. */
    Place scales(int frame, int row) {
        return scales.plus((long) frame * scaleFrame() + (long) row * maps.width() * Float.BYTES);
    }

    /** Adds the call on the way forward. */
    void addScales(List<Call> calls, int frame, int row, int rows) {
        NormScales kernel = new NormScales(rows * maps.width(), maps.channels());
        calls.add(Call.of(kernel, maps.at(frame, row), scales(frame, row), numbers));
    }

    /** Adds the calls on the way back, which change gradients in place. */
    void addGradients(List<Call> calls, int frame, int row, int rows, Place inPlace) {
        int pixels = rows * maps.width();
        Place x = maps.at(frame, row);
        Place r = scales(frame, row);
        calls.add(Call.of(new NormDots(pixels, maps.channels()), inPlace, x, gains, r, dots, numbers));
        calls.add(Call.of(new NormGradient(pixels, maps.channels()), inPlace, x, gains, r, dots, gradients));
    }
}
