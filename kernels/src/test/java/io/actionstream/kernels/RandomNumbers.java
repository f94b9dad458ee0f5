package io.actionstream.kernels;

import io.actionstream.kernels.inference.NetworkShape;
import io.actionstream.kernels.inference.NetworkWeights;
import io.actionstream.kernels.norm.ScaleShift;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random numbers and weights for tests, the same for the same seed. */
public final class RandomNumbers {
    private RandomNumbers() {}

    /** Numbers from -0.5 to 0.5, whose seed is their count. */
    public static float[] of(int count) {
        return of(count, count);
    }

    /** Numbers from -0.5 to 0.5. */
    public static float[] of(long seed, int count) {
        Random random = new Random(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextFloat() - 0.5f;
        }
        return numbers;
    }

    /** The weights of a network, whose features neither vanish nor grow from layer to layer. */
    public static NetworkWeights weights(NetworkShape shape, long seed) {
        Random random = new Random(seed);
        List<NetworkWeights.Block> blocks = new ArrayList<>();
        int in = shape.stem();
        NetworkWeights.Convolutions stem = convolutions(random, 3, in, 49);
        for (int out : shape.blocks()) {
            blocks.add(new NetworkWeights.Block(
                    convolutions(random, in, out, 9),
                    norm(random, out),
                    convolutions(random, out, out, 9),
                    norm(random, out),
                    in == out ? null : layer(random, in, out),
                    in == out ? null : norm(random, out)));
            in = out;
        }
        NetworkWeights.BatchNorm norm = new NetworkWeights.BatchNorm(
                numbers(random, shape.stem(), 1, 1.5),
                numbers(random, shape.stem(), -0.2, 0.2),
                numbers(random, shape.stem(), -0.2, 0.2),
                numbers(random, shape.stem(), 0.5, 1.5),
                1e-3);
        return new NetworkWeights(stem, norm, blocks, layer(random, in, shape.classes()));
    }

    private static NetworkWeights.Convolutions convolutions(Random random, int in, int out, int kernel) {
        return new NetworkWeights.Convolutions(layer(random, in * kernel, out), layer(random, out * 3, out));
    }

    private static NetworkWeights.Layer layer(Random random, int in, int out) {
        double limit = Math.sqrt(3.0 / in);
        return new NetworkWeights.Layer(numbers(random, in * out, -limit, limit), numbers(random, out, -0.2, 0.2));
    }

    private static ScaleShift norm(Random random, int channels) {
        return new ScaleShift(numbers(random, channels, 0.5, 1.5), numbers(random, channels, -0.3, 0.3));
    }

    private static float[] numbers(Random random, int count, double from, double to) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) (from + (to - from) * random.nextDouble());
        }
        return numbers;
    }
}
