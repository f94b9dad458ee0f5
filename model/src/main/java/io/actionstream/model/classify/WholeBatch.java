package io.actionstream.model.classify;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.network.ClipBatch;
import io.actionstream.model.network.R2Plus1d;
import java.util.List;

/** All clips of a batch in one tensor. Every array that a call makes is freed with it. */
final class WholeBatch implements ForwardPass {
    private final R2Plus1d network;
    private final NDManager manager;
    private final ClipSpec spec;
    private final int classes;
    private final ClipBatch batch = new ClipBatch();

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
            NDArray input = batch.toDevice(call, clips, spec);
            float[] flat = network.forward(input, false).softmax(1).toFloatArray();
            for (int i = 0; i < probabilities.length; i++) {
                System.arraycopy(flat, i * classes, probabilities[i], 0, classes);
            }
        }
        return probabilities;
    }

    @Override
    public int mostAtOnce() {
        return Integer.MAX_VALUE;
    }

    /** The network and its manager are others'. */
    @Override
    public void close() {}
}
