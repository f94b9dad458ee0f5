package io.actionstream.model.avx512;

import com.sun.jna.Pointer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Where the gradients of tensors are added up, and how they are read. */
final class Gradients {
    private final Region region;
    private final Map<String, Sums> sums = new LinkedHashMap<>();

    /** Numbers in memory, and what they are turned into. */
    private record Sums(Place place, int floats, Function<float[], float[]> toGradient) {}

    Gradients(Region region) {
        this.region = region;
    }

    private Place add(String name, int floats, Function<float[], float[]> toGradient) {
        Place place = region.take((long) floats * Float.BYTES);
        sums.put(name, new Sums(place, floats, toGradient));
        return place;
    }

    /** Of a norm: the gains', then the offsets'. */
    Place ofNorm(String name, int channels) {
        Place place = add(name + ".weight", channels, gradient -> gradient);
        add(name + ".bias", channels, gradient -> gradient);
        return place;
    }

    /** Of a bias, which is centred or not. */
    Place ofBias(String name, int channels, boolean centred) {
        return add(name + ".bias", channels, gradient -> centred(gradient, channels, centred));
    }

    private static float[] centred(float[] gradient, int outputs, boolean centred) {
        return centred ? FoldedWeights.Layer.centred(gradient, outputs) : gradient;
    }

    /** Of a 3x3 convolution's points: (36, inputs, outputs). */
    Place ofSpatial(String name, int inputs, int outputs) {
        return add(
                name + ".weight",
                Winograd.points(Winograd.ROWS) * inputs * outputs,
                points -> Winograd.gradient(points, outputs, inputs));
    }

    /** Of a convolution over time's points: (14, inputs, outputs). */
    Place ofTemporal(String name, int channels, boolean centred) {
        return add(
                name + ".weight",
                TemporalTiling.POINTS * channels * channels,
                points -> centred(TemporalTiling.gradient(points, channels), channels, centred));
    }

    /** Of a projection that is centred: (inputs, outputs). */
    Place ofProjection(String name, int inputs, int outputs) {
        return add(name + ".weight", inputs * outputs, sum -> {
            float[] weight = new float[sum.length];
            for (int i = 0; i < sum.length; i++) {
                weight[i % outputs * inputs + i / outputs] = sum[i];
            }
            return FoldedWeights.Layer.centred(weight, outputs);
        });
    }

    /** Of the 7x7 convolution, by phases. */
    Place ofStem(String name) {
        return add(name + ".weight", StemWeightGradient.SUMS, StemWeightGradient::gradient);
    }

    /** The gradients that threads have added up, by tensor. */
    Map<String, float[]> read(List<Pointer> memories) {
        Map<String, float[]> gradients = new ConcurrentHashMap<>();
        sums.entrySet().parallelStream().forEach(entry -> {
            Sums of = entry.getValue();
            float[] total = new float[of.floats];
            for (Pointer memory : memories) {
                float[] part = memory.getFloatArray(of.place.bytes(), of.floats);
                for (int i = 0; i < total.length; i++) {
                    total[i] += part[i];
                }
            }
            gradients.put(entry.getKey(), of.toGradient.apply(total));
        });
        return gradients;
    }
}
