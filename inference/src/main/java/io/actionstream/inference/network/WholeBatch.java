package io.actionstream.inference.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.network.ClipBatch;
import io.actionstream.model.network.R2Plus1d;
import java.util.ArrayList;
import java.util.List;

/**
 * All clips of a batch in one tensor, with copies of the last up to a power of two: a GPU's library looks for its fastest
 * way once for each size, so there must be few. Every array that a call makes is freed with it.
 */
final class WholeBatch implements ForwardPass {
    private final R2Plus1d network;
    private final NDManager manager;
    private final ClipSpec spec;
    private final int classes;
    private final ClipBatch batch = new ClipBatch();

    /**
     * Takes over a network.
     *
     * @param manager has the network's memory, and is closed with it
     */
    WholeBatch(R2Plus1d network, NDManager manager, ClipSpec spec, int classes) {
        this.network = network;
        this.manager = manager;
        this.spec = spec;
        this.classes = classes;
    }

    @Override
    public float[][] of(List<byte[]> clips) {
        float[][] probabilities = new float[clips.size()][classes];
        try (NDManager call = manager.newSubManager()) {
            NDArray input = batch.toDevice(call, padded(clips), spec);
            float[] flat = network.forward(input).softmax(1).toFloatArray();
            for (int i = 0; i < probabilities.length; i++) {
                System.arraycopy(flat, i * classes, probabilities[i], 0, classes);
            }
        }
        return probabilities;
    }

    /** The clips, and copies of the last up to a power of two. */
    static List<byte[]> padded(List<byte[]> clips) {
        int lower = Integer.highestOneBit(clips.size());
        int size = lower == clips.size() ? lower : 2 * lower;
        List<byte[]> padded = new ArrayList<>(clips);
        while (padded.size() < size) {
            padded.add(clips.get(clips.size() - 1));
        }
        return padded;
    }

    @Override
    public int mostAtOnce() {
        return manager.getDevice().isGpu() ? Integer.MAX_VALUE : 1;
    }

    /** Frees the network with its manager. */
    @Override
    public void close() {
        manager.close();
    }
}
