package io.actionstream.model.network;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Names and shapes of the network's tensors, those of a plain {@code Conv3d} network: what a checkpoint must hold.
 *
 * @param shapes by name, in the order of the forward pass
 */
public record Layout(Map<String, long[]> shapes) {
    /** Channels of the tutorial's residual blocks. */
    public static final List<Integer> TUTORIAL_BLOCKS = List.of(16, 32, 64, 128);

    /** Channels of the stem. */
    private static final int STEM = 16;

    /** Side of the stem's spatial kernel, of the blocks' spatial kernels and length of every temporal kernel. */
    private static final int STEM_KERNEL = 7;

    private static final int KERNEL = 3;

    private static final String RUNNING = ".running_";
    private static final String HEAD = "head";

    /** The tutorial's network for so many classes. */
    public static Layout of(int classes) {
        return of(TUTORIAL_BLOCKS, classes);
    }

    /**
     * A network with other residual blocks.
     *
     * @param blocks the channels of each
     */
    public static Layout of(List<Integer> blocks, int classes) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        conv2Plus1d(shapes, "stem", 3, STEM, STEM_KERNEL);
        norm(shapes, "stem.norm", STEM);
        shapes.put("stem.norm.running_mean", new long[] {STEM});
        shapes.put("stem.norm.running_var", new long[] {STEM});
        int in = STEM;
        for (int i = 0; i < blocks.size(); i++) {
            int out = blocks.get(i);
            String name = block(i);
            conv2Plus1d(shapes, name + ".conv1", in, out, KERNEL);
            norm(shapes, name + ".norm1", out);
            conv2Plus1d(shapes, name + ".conv2", out, out, KERNEL);
            norm(shapes, name + ".norm2", out);
            if (in != out) {
                dense(shapes, name + ".projection", in, out);
                norm(shapes, name + ".projection_norm", out);
            }
            in = out;
        }
        dense(shapes, HEAD, in, classes);
        return new Layout(Collections.unmodifiableMap(shapes));
    }

    /** The first part of the names of a residual block's tensors. */
    static String block(int index) {
        return "blocks." + index;
    }

    /**
     * The residual blocks of a network, by the first part of their tensors' names.
     *
     * @param tensors tells whether the network has a tensor of a name
     */
    public static List<String> blocks(Predicate<String> tensors) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(Layout::block)
                .takeWhile(block -> tensors.test(block + ".conv1.spatial.weight"))
                .toList();
    }

    /** True for the tensors that give each class its logit. */
    public static boolean isHead(String name) {
        return name.startsWith(HEAD + ".");
    }

    /** True for what training learns by gradient: all but the running statistics of the batch norm. */
    public static boolean isTrainable(String name) {
        return !name.contains(RUNNING);
    }

    /** The number of values that training learns or tracks: 443 322 for 10 classes, 32 of them running statistics. */
    public long parameterCount() {
        return shapes.values().stream().mapToLong(Tensor::size).sum();
    }

    /** The reason why these weights are not this network's, or null when they are. */
    public String mismatch(Map<String, Tensor> weights) {
        for (Map.Entry<String, long[]> expected : shapes.entrySet()) {
            Tensor tensor = weights.get(expected.getKey());
            if (tensor == null) {
                return "tensor " + expected.getKey() + " is missing" + underAPrefix(expected.getKey(), weights);
            }
            if (!Arrays.equals(tensor.shape(), expected.getValue())) {
                return "tensor " + expected.getKey() + " has shape " + Arrays.toString(tensor.shape()) + ", not "
                        + Arrays.toString(expected.getValue());
            }
            if (!tensor.isFinite()) {
                return "tensor " + expected.getKey() + " holds a value that is not a finite number";
            }
        }
        for (String name : weights.keySet()) {
            if (!shapes.containsKey(name)) {
                return "tensor " + name + " is not one of this network's";
            }
        }
        return null;
    }

    private static String underAPrefix(String name, Map<String, Tensor> weights) {
        return weights.keySet().stream()
                .filter(other -> other.endsWith("." + name))
                .findFirst()
                .map(other -> ", but " + other + " is there: take the prefix '"
                        + other.substring(0, other.length() - name.length())
                        + "' off the names, as by saving the state_dict() of that part")
                .orElse("");
    }

    /**
     * Fresh weights: Glorot uniform (limit sqrt(6 / (fan in + fan out)), Glorot and Bengio 2010), zero biases, norms at
     * identity. The same seed gives the same weights on every device.
     */
    public Map<String, Tensor> initialise(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Tensor> weights = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> weights.put(name, new Tensor(shape, initialValues(name, shape, random))));
        return weights;
    }

    private static float[] initialValues(String name, long[] shape, SplittableRandom random) {
        float[] values = new float[(int) Tensor.size(shape)];
        if (shape.length > 1) {
            long receptive = Tensor.size(Arrays.copyOfRange(shape, 2, shape.length));
            double limit = Math.sqrt(6.0 / ((shape[0] + shape[1]) * receptive));
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) ((2 * random.nextDouble() - 1) * limit);
            }
        } else if (name.contains("norm") && (name.endsWith(".weight") || name.endsWith("_var"))) {
            Arrays.fill(values, 1);
        }
        return values;
    }

    private static void conv2Plus1d(Map<String, long[]> shapes, String name, int in, int out, int kernel) {
        shapes.put(name + ".spatial.weight", new long[] {out, in, 1, kernel, kernel});
        shapes.put(name + ".spatial.bias", new long[] {out});
        shapes.put(name + ".temporal.weight", new long[] {out, out, KERNEL, 1, 1});
        shapes.put(name + ".temporal.bias", new long[] {out});
    }

    private static void norm(Map<String, long[]> shapes, String name, int channels) {
        shapes.put(name + ".weight", new long[] {channels});
        shapes.put(name + ".bias", new long[] {channels});
    }

    private static void dense(Map<String, long[]> shapes, String name, int in, int out) {
        shapes.put(name + ".weight", new long[] {out, in});
        shapes.put(name + ".bias", new long[] {out});
    }
}
