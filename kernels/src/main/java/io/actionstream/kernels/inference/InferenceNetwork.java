package io.actionstream.kernels.inference;

import io.actionstream.kernels.Aligned;
import io.actionstream.kernels.winograd.SpatialConvolution;
import java.util.ArrayList;
import java.util.List;

/**
 * The forward pass with weights that never change, in vectors: a list of tasks, which threads may share. The batch norm is
 * multiplied into the weights before it, and the mean over channels, which a layer norm would take away, is taken from those.
 *
 * <pre>
 *   stem  -->  features  --first half-->  middle  --second half-->  features  --first half--> ...  --last half-->  sums
 *                  |                                    ^
 *                  +------------- shortcut -------------+
 * </pre>
 */
public final class InferenceNetwork {
    /** Strips of rows that features have places for, besides one for each thread: the shortcut is read some strips later. */
    private static final int STRIPS = 5;

    private final NetworkShape shape;
    private final NetworkWeights weights;
    private final LastHalf last;
    private final List<Schedule.Task> tasks;
    private final int clipLength;
    private final int scratchLength;

    /**
     * Prepares the network. Needs the module of the Vector API.
     *
     * @param threads that may share a clip
     * @throws IllegalArgumentException when the shape is {@link NetworkShape#unsupported}
     */
    public InferenceNetwork(NetworkShape shape, NetworkWeights weights, int threads) {
        this(Kernels.vectors(), shape, weights, threads);
    }

    InferenceNetwork(Kernels kernels, NetworkShape shape, NetworkWeights weights, int threads) {
        if (shape.unsupported() != null) {
            throw new IllegalArgumentException("no kernels for " + shape.unsupported());
        }
        this.shape = shape;
        this.weights = weights;
        Aligned clip = new Aligned();
        List<Stage> stages = new ArrayList<>();
        Aligned scratch = new Aligned();
        Features in = features(0, shape.stem(), threads, clip);
        stages.add(new StemStage(kernels, shape, weights, in, scratch));
        int length = scratch.length();
        LastHalf end = null;
        for (int block = 0; block < shape.blocks().size(); block++) {
            NetworkWeights.Block of = weights.blocks().get(block);
            int channels = shape.blocks().get(block);
            Features middle = features(block, channels, threads, clip);
            scratch = new Aligned();
            stages.add(new FirstHalf(kernels, shape.frames(), of, in, middle, scratch));
            length = Math.max(length, scratch.length());
            scratch = new Aligned();
            if (block + 1 < shape.blocks().size()) {
                Features out = features(block + 1, channels, threads, clip);
                stages.add(new SecondHalf(kernels, shape.frames(), of, in, middle, out, scratch));
                in = out;
            } else {
                end = new LastHalf(kernels, shape.frames(), of, in, middle, clip, scratch);
                stages.add(end);
            }
            length = Math.max(length, scratch.length());
        }
        last = end;
        tasks = Schedule.of(stages, threads).tasks();
        clipLength = clip.length();
        scratchLength = length;
    }

    private Features features(int block, int channels, int threads, Aligned clip) {
        int height = shape.height(block);
        int width = shape.width(block);
        int strip = SpatialConvolution.TILE_ROWS * SpatialConvolution.Size.tileRows(shape.frames(), height, width);
        int places = (STRIPS + threads) * strip;
        return new Features(shape.frames(), height, width, channels, places, clip);
    }

    /** Memory for one clip. */
    public ClipMemory newClipMemory() {
        return new ClipMemory(clipLength);
    }

    /** Memory for one thread. */
    public float[] newThreadMemory() {
        return new float[scratchLength];
    }

    /** The number of tasks. */
    public int tasks() {
        return tasks.size();
    }

    /** The number of first tasks that must be done before one, none of them later in the list. */
    public int after(int task) {
        return tasks.get(task).after();
    }

    /**
     * Starts a clip.
     *
     * @param pixels (frames, height, width, RGB) as uint8, which must not change before the last task is done
     */
    public void put(byte[] pixels, ClipMemory clip) {
        if (pixels.length != shape.clipBytes()) {
            throw new IllegalArgumentException("a clip has " + shape.clipBytes() + " bytes, not " + pixels.length);
        }
        clip.pixels = pixels;
    }

    /** Does a task, when those are done that it comes {@link #after}. */
    public void run(int task, ClipMemory clip, float[] threadMemory) {
        Schedule.Task next = tasks.get(task);
        next.stage().run(next.index(), clip, threadMemory);
    }

    /** The logits (classes) of a clip, when all tasks are done. */
    public float[] logits(ClipMemory clip) {
        double[] means = last.means(clip);
        float[] logits = weights.head().bias().clone();
        for (int o = 0; o < logits.length; o++) {
            double sum = logits[o];
            for (int c = 0; c < means.length; c++) {
                sum += means[c] * weights.head().weight()[o * means.length + c];
            }
            logits[o] = (float) sum;
        }
        return logits;
    }
}
